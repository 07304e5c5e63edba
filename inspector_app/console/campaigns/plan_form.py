"""The plan of a campaign as somebody types it. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from inspector_app.console.campaigns.check_form import CheckTexts, check_of, check_texts, fresh_check, qualifications_of
from inspector_app.console.campaigns.typed import PlanProblem, count, needs, parts
from inspector_app.console.campaigns.words import moment_in, moment_text
from sync.domain.compounds import Originals
from sync.domain.draw.columns import is_name, is_word
from sync.domain.draw.plan import DEFAULT_MOST_WEIGHT, Departments, Plan, Qualification
from sync.domain.draw.plan_reading import HEAVIEST
from sync.domain.draw.seeds import Promise, SeedKind
from sync.domain.people import Duty
from sync.domain.texts import is_sha256
from sync.protocol.campaigns import PlanRequest

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class PlanTexts:
    """Everything as it stands in its field. ``parties``: a line for each, its name and its commitment; ``weights``: a mark and a
    number each, with a comma between two; ``marked_officers`` and ``marked_experts``: a line for each mark and what they have to
    be qualified for at compounds that have it, with a colon between."""

    name: str
    first_day: str
    last_day: str
    checks: tuple[CheckTexts, ...]
    cap: str = ""
    weights: str = ""
    most_weight: str = str(DEFAULT_MOST_WEIGHT)
    crossed: bool = True
    departments: bool = False
    officer_visits: str = ""
    expert_visits: str = ""
    marked_officers: str = ""
    marked_experts: str = ""
    seed: SeedKind = SeedKind.DICE
    announced: str = ""
    parties: str = ""
    release: str = ""
    names: bool = False
    originals: Originals = Originals.UNMETERED


def fresh(today: date, checklist: tuple[str, str]) -> PlanTexts:
    """A plan to begin with: four weeks from tomorrow on, one check."""
    first = today + timedelta(days=1)
    last = first + timedelta(days=27)
    return PlanTexts("", first.isoformat(), last.isoformat(), (fresh_check(checklist, ()),))


def texts_of(request: PlanRequest) -> PlanTexts:
    """A plan as it was made, for changing it."""
    plan = request.plan
    return PlanTexts(
        name=plan.campaign,
        first_day=plan.first_day,
        last_day=plan.last_day,
        checks=tuple(check_texts(check, plan.qualifications) for check in plan.checks),
        cap=str(plan.enterprise_cap or ""),
        weights=", ".join(f"{mark} {weight}" for mark, weight in plan.mark_weights),
        most_weight=str(plan.most_weight),
        crossed=plan.home_district,
        departments=plan.departments is Departments.DIFFERENT,
        officer_visits=str(plan.most_officer_visits or ""),
        expert_visits=str(plan.most_expert_visits or ""),
        marked_officers=_marked(plan, Duty.OFFICER),
        marked_experts=_marked(plan, Duty.EXPERT),
        seed=plan.seed.kind,
        announced=plan.seed.announced,
        parties="\n".join(f"{name} {bound}" for name, bound in plan.seed.parties),
        release=moment_text(request.release_at) if request.release_at else "",
        names=request.names,
        originals=request.originals,
    )


def request_of(texts: PlanTexts, before: PlanRequest | None = None) -> PlanRequest:
    """What the fields say. A field that shows what it showed before means what it meant: not everything that a plan may say can
    be typed (a mark with 、 in it, seconds). Raises PlanProblem for the first one that cannot be read."""
    shown, old = (texts_of(before), before.plan) if before else (None, None)

    def kept(field: str, was: Callable[[Plan], Value], read: Callable[[str], Value]) -> Value:
        text = getattr(texts, field)
        return was(old) if old and text == getattr(shown, field) else read(text)

    name = kept("name", lambda plan: plan.campaign, lambda text: _name("name", text))
    first, last = _day("first_day", texts.first_day), _day("last_day", texts.last_day)
    needs("last_day", first <= last)
    checks_before = {check.id: check for check in old.checks} if old else {}
    checks = tuple(check_of(check, checks_before.get(check.id)) for check in texts.checks)
    enterprise_cap = kept("cap", lambda plan: plan.enterprise_cap, lambda text: count("cap", text))
    mark_weights = kept("weights", lambda plan: plan.mark_weights, _weights)
    most_weight = kept("most_weight", lambda plan: plan.most_weight, lambda text: count("most_weight", text, HEAVIEST))
    officer_visits = kept("officer_visits", lambda plan: plan.most_officer_visits, lambda text: count("officer_visits", text))
    expert_visits = kept("expert_visits", lambda plan: plan.most_expert_visits, lambda text: count("expert_visits", text))
    qualifications = _qualifications(texts, shown, old)
    announced = kept("announced", lambda plan: plan.seed.announced, lambda text: _name("announced", text))
    parties: tuple[tuple[str, str], ...] = ()
    if texts.seed is SeedKind.COMMITMENTS:
        parties = (
            kept("parties", lambda plan: plan.seed.parties, _parties) if old and old.seed.parties else _parties(texts.parties)
        )
    release = before.release_at if before and shown and texts.release == shown.release else _release(texts.release)
    plan = replace(
        old or Plan(name, "", "", (), Promise(texts.seed, announced)),
        campaign=name,
        first_day=first.isoformat(),
        last_day=last.isoformat(),
        checks=checks,
        seed=Promise(texts.seed, announced, parties),
        enterprise_cap=enterprise_cap,
        mark_weights=mark_weights,
        most_weight=most_weight,
        home_district=texts.crossed,
        departments=Departments.DIFFERENT if texts.departments else Departments.ANY,
        most_officer_visits=officer_visits,
        most_expert_visits=expert_visits,
        qualifications=qualifications,
    )
    return replace(before or PlanRequest(plan), plan=plan, release_at=release, names=texts.names, originals=texts.originals)


def _qualifications(texts: PlanTexts, shown: PlanTexts | None, old: Plan | None) -> tuple[Qualification, ...]:
    """Those there were stay in their order."""
    before = old.qualifications if old else ()
    found = [one for check in texts.checks for one in qualifications_of(check, before)]
    for field, duty in (("marked_officers", Duty.OFFICER), ("marked_experts", Duty.EXPERT)):
        text = getattr(texts, field)
        if shown and text == getattr(shown, field):
            found += [one for one in before if one.mark and one.duty is duty]
        else:
            found += _for_marks(field, text, duty)
    stay = [one for one in before if one in found]
    return (*stay, *(one for one in found if one not in stay))


def _marked(plan: Plan, duty: Duty) -> str:
    return "\n".join(f"{one.mark}: {one.needed}" for one in plan.qualifications if one.mark and one.duty is duty)


def _for_marks(field: str, text: str, duty: Duty) -> list[Qualification]:
    found = []
    for text_line in filter(str.strip, text.splitlines()):
        mark, _, needed = text_line.replace("：", ":").partition(":")
        wanted = parts(needed)
        needs(field, is_word(mark.strip()) and bool(wanted) and all(map(is_word, wanted)))
        found += [Qualification(duty, one, mark=mark.strip()) for one in wanted]
    return list(dict.fromkeys(found))


def _weights(text: str) -> tuple[tuple[str, int], ...]:
    found = {}
    for part in parts(text):
        mark, _, weight = part.rpartition(" ")
        needs("weights", is_word(mark.strip()) and weight.isdecimal() and weight.isascii() and 0 < int(weight) <= HEAVIEST)
        found[mark.strip()] = int(weight)
    return tuple(sorted(found.items()))


def _parties(text: str) -> tuple[tuple[str, str], ...]:
    found = []
    for text_line in filter(str.strip, text.splitlines()):
        name, _, bound = text_line.strip().rpartition(" ")
        needs("parties", is_word(name.strip()) and is_sha256(bound))
        found.append((name.strip(), bound))
    names, commitments = {name for name, _ in found}, {bound for _, bound in found}
    needs("parties", len(names) == len(commitments) == len(found) >= 2)
    return tuple(found)


def _release(text: str) -> datetime | None:
    release = moment_in(text) if text.strip() else None
    needs("release", release is not None or not text.strip())
    return release


def _name(field: str, text: str) -> str:
    needs(field, is_name(text.strip()))
    return text.strip()


def _day(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise PlanProblem(field) from None
