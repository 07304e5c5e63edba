"""One check of a plan as somebody types it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from inspector_app.console.campaigns.typed import PlanProblem, Rates, needs, parts, rates_read, rates_shown, words
from sync.domain.draw.columns import is_word
from sync.domain.draw.plan import DEFAULT_RATES, Check, Qualification
from sync.domain.people import Duty

ROUTINE = "routine"
"""The id of a campaign's first check; ids are published."""


@dataclass(frozen=True, slots=True)
class CheckTexts:
    """``checklist``: id and version, empty before one was chosen. ``districts`` are codes; ``district_rates`` by code;
    ``officers`` and ``experts``: what they have to be qualified for."""

    id: str
    checklist: tuple[str, str]
    rates: Rates
    cover: bool = False
    kinds: str = ""
    marks: str = ""
    districts: tuple[str, ...] = ()
    district_rates: tuple[tuple[str, Rates], ...] = ()
    officers: str = ""
    experts: str = ""


def fresh_check(checklist: tuple[str, str], taken: Collection[str]) -> CheckTexts:
    """A check with the usual rates [P], under an id that none of ``taken`` is."""
    names = (ROUTINE, *(f"check-{number}" for number in range(2, len(taken) + 3)))
    return CheckTexts(next(name for name in names if name not in taken), checklist, rates_shown(DEFAULT_RATES))


def check_texts(check: Check, qualifications: tuple[Qualification, ...]) -> CheckTexts:
    """A check as it was planned, with those of the plan's qualifications that are its own."""
    by_district: dict[str, list[tuple[str, int]]] = {}
    for district, grade, rate in check.district_rates:
        by_district.setdefault(district, []).append((grade, rate))
    return CheckTexts(
        id=check.id,
        checklist=(check.checklist, check.version),
        rates=rates_shown(check.rates),
        cover=check.cover,
        kinds=", ".join(check.kinds),
        marks=", ".join(check.marks),
        districts=check.districts,
        district_rates=tuple((district, rates_shown(rates)) for district, rates in by_district.items()),
        officers=_needed(check.id, qualifications, Duty.OFFICER),
        experts=_needed(check.id, qualifications, Duty.EXPERT),
    )


def check_of(texts: CheckTexts, before: Check | None = None) -> Check:
    """What the fields say; those that show what they showed ``before`` mean what they meant. Raises PlanProblem with the id."""
    try:
        return _check(texts, before)
    except PlanProblem as problem:
        raise PlanProblem(problem.field, texts.id) from None


def qualifications_of(texts: CheckTexts, before: tuple[Qualification, ...] = ()) -> tuple[Qualification, ...]:
    """What the check asks of its people. Raises PlanProblem with the id."""
    found: list[Qualification] = []
    for field, text, duty in (("officers", texts.officers, Duty.OFFICER), ("experts", texts.experts, Duty.EXPERT)):
        if text == _needed(texts.id, before, duty):
            found += [one for one in before if (one.check, one.duty) == (texts.id, duty)]
        elif not all(map(is_word, parts(text))):
            raise PlanProblem(field, texts.id)
        else:
            found += [Qualification(duty, needed, check=texts.id) for needed in dict.fromkeys(parts(text))]
    return tuple(found)


def _check(texts: CheckTexts, before: Check | None) -> Check:
    shown = check_texts(before, ()) if before else None
    needs("checklist", all(texts.checklist))
    rates = rates_read("rates", texts.rates)
    district_rates = []
    for district, own in texts.district_rates:
        found = rates_read("district_rates", own)
        needs("district_rates", bool(found))
        district_rates += [(district, grade, rate) for grade, rate in found]
    untouched = shown is not None and (texts.rates, texts.district_rates, texts.cover) == (
        shown.rates,
        shown.district_rates,
        shown.cover,
    )
    needs("rates", bool(rates or district_rates) or texts.cover or untouched)
    return Check(
        id=texts.id,
        checklist=texts.checklist[0],
        version=texts.checklist[1],
        cover=texts.cover,
        kinds=before.kinds if before and shown and texts.kinds == shown.kinds else words("kinds", texts.kinds),
        districts=texts.districts,
        marks=before.marks if before and shown and texts.marks == shown.marks else words("marks", texts.marks),
        rates=rates,
        district_rates=tuple(sorted(district_rates)),
    )


def _needed(check: str, qualifications: tuple[Qualification, ...], duty: Duty) -> str:
    return ", ".join(one.needed for one in qualifications if (one.check, one.duty) == (check, duty))
