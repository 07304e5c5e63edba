"""What a plan says, line by line, for whoever reads it. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from inspector_app.console.campaigns.words import GRADES, moment_text, percent, period
from sync.domain.draw.plan import DEFAULT_MOST_WEIGHT, Check, Departments, Plan, Qualification
from sync.domain.people import Duty
from sync.i18n import say
from sync.protocol.campaigns import ChecklistOnRecord, PlanRequest
from sync.protocol.console import DistrictName

Line = tuple[str, str]
"""The key of a name under ``console.plan``, and the value in words."""


def plan_lines(
    language: str, asked: PlanRequest, districts: Sequence[DistrictName] = (), checklists: Sequence[ChecklistOnRecord] = ()
) -> tuple[tuple[str, str], ...]:
    """Everything a plan demands, name by name; of several checks each under its number. A district that is not among
    ``districts`` is told by its code, a checklist that is not among ``checklists`` by its id."""
    plan, release_at = asked.plan, asked.release_at
    called = {one.code: one.name.in_language(language) for one in districts}
    titles = {(one.id, one.version): one.title.in_language(language) for one in checklists}
    lines = [("period", period(language, plan.first_day, plan.last_day))]
    for number, check in enumerate(plan.checks, 1):
        if len(plan.checks) > 1:
            lines.append(("merged", say(language, "console.plan.check", number=number)))
        title = titles.get((check.checklist, check.version), check.checklist)
        lines.append(("checklist", say(language, "console.plan.checklist_in", name=title, version=check.version)))
        lines += _check(language, check, plan.qualifications, called)
    lines += _limits(language, plan)
    lines += _teams(language, plan)
    promised, announced = say(language, f"console.seed.kind.{plan.seed.kind.value}"), plan.seed.announced
    lines.append(("seed", say(language, "console.plan.of", name=promised, value=announced)))
    lines.append(("release", moment_text(release_at) if release_at else say(language, "console.plan.at_once")))
    lines.append(("names", say(language, "console.plan.named" if asked.names else "console.plan.nameless")))
    lines.append(("originals", say(language, f"originals.{asked.originals.value}")))
    return tuple((say(language, f"console.plan.{name}"), value) for name, value in lines)


def _check(language: str, check: Check, qualifications: Sequence[Qualification], called: Mapping[str, str]) -> Iterator[Line]:
    comma = say(language, "console.tablets.comma")
    yield "sample", say(language, "console.plan.covers_all") if check.cover else _shares(check.rates)
    limits = (check.kinds, [called.get(code, code) for code in check.districts], check.marks)
    if only := [comma.join(limit) for limit in limits if limit]:
        yield "only", " · ".join(only)
    for district in dict.fromkeys(code for code, _, _ in check.district_rates):
        own = [(grade, rate) for code, grade, rate in check.district_rates if code == district]
        yield "own_rates", say(language, "console.plan.of", name=called.get(district, district), value=_shares(own))
    for duty in Duty:
        if needed := [one.needed for one in qualifications if one.check == check.id and one.duty is duty]:
            yield f"needed.{duty.value}", comma.join(needed)


def _limits(language: str, plan: Plan) -> Iterator[Line]:
    cap = plan.enterprise_cap
    yield "cap", say(language, "console.plan.cap_of", count=cap) if cap else say(language, "console.plan.no_cap")
    if plan.mark_weights:
        yield "weights", " · ".join(f"{mark} +{weight}" for mark, weight in plan.mark_weights)
    if plan.most_weight != DEFAULT_MOST_WEIGHT:
        yield "field.most_weight", str(plan.most_weight)


def _teams(language: str, plan: Plan) -> Iterator[Line]:
    yield "home", say(language, "console.plan.crossed" if plan.home_district else "console.plan.not_crossed")
    if plan.departments is Departments.DIFFERENT:
        yield "departments", say(language, "console.plan.field.departments")
    for duty, most in ((Duty.OFFICER, plan.most_officer_visits), (Duty.EXPERT, plan.most_expert_visits)):
        if most:
            yield f"most.{duty.value}", say(language, "console.plan.most_of", count=most)
    for one in plan.qualifications:
        if one.mark:
            yield f"needed.{one.duty.value}", say(language, "console.plan.of", name=one.mark, value=one.needed)


def _shares(rates: Sequence[tuple[str, int]]) -> str:
    """In the order of GRADES."""
    by_grade = dict(rates)
    return " · ".join(f"{grade} {percent(by_grade[grade])}%" for grade in GRADES if grade in by_grade)
