"""Where something is short, in words: compounds, enterprises and strata by their names. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sync.domain.draw.shortfalls import Shortfall
from sync.i18n import say
from sync.protocol.campaigns import MOST_PLACES
from sync.protocol.console import DistrictName


@dataclass(frozen=True, slots=True)
class Names:
    """What places are called: compounds and enterprises by code, the ids of the plan's checks in their order, and districts."""

    called: Mapping[str, str] = field(default_factory=dict)
    checks: Sequence[str] = ()
    districts: Sequence[DistrictName] = ()


def told_together(language: str, shortfalls: Sequence[Shortfall], names: Names) -> tuple[Shortfall, ...]:
    """What is short in the same way at several places, as one that names the first of them and counts all."""
    found: dict[str, Shortfall] = {}
    for one in shortfalls:
        key = repr(replace(one, where=()))
        found[key] = replace(one, where=(*found[key].where, *one.where)) if key in found else one
    return tuple(with_names(language, one, names) for one in found.values())


def with_names(language: str, one: Shortfall, names: Names) -> Shortfall:
    """The same with its places in one text."""
    first = (_place(language, place, names) for place in one.where[:MOST_PLACES])
    told = say(language, "console.tablets.comma").join(first)
    if len(one.where) > MOST_PLACES:
        told = say(language, "console.freeze.places", places=told, count=len(one.where))
    return replace(one, where=(told,))


def _place(language: str, place: str, names: Names) -> str:
    """A compound or an enterprise with its code; a stratum as its check, grade and district."""
    if name := names.called.get(place):
        return say(language, "console.freeze.place", name=name, code=place)
    check, _, about = place.partition(" ")
    if check not in names.checks or not about:
        return place
    grade, _, code = about.partition(" ")
    district = next((one.name.in_language(language) for one in names.districts if one.code == code), code)
    return say(language, "console.freeze.stratum", check=names.checks.index(check) + 1, grade=grade, district=district)
