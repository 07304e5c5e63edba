"""What freezing would meet: what each check looks at, and what stands in the way. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sync.domain.campaigns.fitting import Misfit, MisfitKind, Reach
from sync.domain.campaigns.gaps import Gap
from sync.domain.draw.shortfalls import Shortfall
from sync.domain.draw.wording import shortfall_sentence
from sync.i18n import say
from sync.protocol.campaigns import FreezePreview
from sync.protocol.console import DistrictName

MOST_SAID = 20
"""Gaps, and shortfalls, that are said."""
_PLACES = 5
"""So many places of one shortfall are named before the others are counted."""


@dataclass(frozen=True, slots=True)
class Names:
    """What places of shortfalls are called: compounds and enterprises by code, the ids of the plan's checks in their order, and
    districts."""

    called: Mapping[str, str]
    checks: Sequence[str] = ()
    districts: Sequence[DistrictName] = ()


@dataclass(frozen=True, slots=True)
class FreezeView:
    """What freezing would meet. ``reaches``: what each check draws from. ``ready``: nothing stands in the way. ``needs_reason``:
    it would be a redraw."""

    headline: str
    pools: tuple[tuple[str, str], ...]
    reaches: tuple[str, ...]
    problems: tuple[str, ...]
    more: str
    ready: bool
    needs_reason: bool


def freeze_view(language: str, preview: FreezePreview, districts: Sequence[DistrictName] = ()) -> FreezeView:
    """What was looked at before anything is frozen. A district that is not among ``districts`` is told by its code."""
    called = {one.code: one.name.in_language(language) for one in districts}
    lacks = [_misfit(language, one, called) for one in preview.misfits]
    lacks += [_gap(language, gap) for gap in preview.gaps]
    shortfalls = [shortfall_sentence(language, one) for one in told_together(language, preview.shortfalls, Names(preview.called))]
    said = (lacks or shortfalls)[:MOST_SAID]
    count = len(preview.misfits) + preview.gap_count or len(shortfalls)
    kind = "gaps" if lacks else "impossible" if shortfalls else "ready"
    return FreezeView(
        headline=say(language, f"console.freeze.{kind}", count=count),
        pools=pools_told(language, preview.compounds, preview.officers, preview.experts),
        reaches=tuple(_reach(language, one) for one in preview.reaches),
        problems=tuple(said),
        more=say(language, "console.freeze.more", count=count - len(said)) if count > len(said) else "",
        ready=kind == "ready",
        needs_reason=preview.number > 1,
    )


def pools_told(language: str, compounds: int, officers: int, experts: int) -> tuple[tuple[str, str], ...]:
    """How many there are of each."""
    counts = {"compounds": compounds, "officers": officers, "experts": experts}
    return tuple((say(language, f"register.name.{name}"), str(count)) for name, count in counts.items())


def told_together(language: str, shortfalls: Sequence[Shortfall], names: Names) -> tuple[Shortfall, ...]:
    """What is short in the same way at several places, as one that names the first of them and counts all."""
    found: dict[str, Shortfall] = {}
    for one in shortfalls:
        key = repr(replace(one, where=()))
        found[key] = replace(one, where=(*found[key].where, *one.where)) if key in found else one
    return tuple(replace(one, where=_places(language, one.where, names)) for one in found.values())


def _places(language: str, where: Sequence[str], names: Names) -> tuple[str, ...]:
    """In one text."""
    told = say(language, "console.tablets.comma").join(_place(language, place, names) for place in where[:_PLACES])
    return (told if len(where) <= _PLACES else say(language, "console.freeze.places", places=told, count=len(where)),)


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


def _reach(language: str, one: Reach) -> str:
    kind = "covers" if one.cover else "draws" if one.sample % 100 == 0 else "draws_about"
    least, most = one.sample // 100, -(-one.sample // 100)
    return say(language, f"console.freeze.reach.{kind}", check=one.check, count=one.compounds, least=least, most=most)


def _misfit(language: str, one: Misfit, called: Mapping[str, str]) -> str:
    name = called.get(one.name, one.name) if one.kind is MisfitKind.DISTRICT else one.name
    return say(language, f"misfit.{one.kind.value}", check=one.check, name=name)


def _gap(language: str, gap: Gap) -> str:
    return say(language, f"gap.{gap.kind.value}", key=gap.key, name=gap.name)
