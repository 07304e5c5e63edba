"""The plan of a campaign as somebody types it. Pure."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from inspector_app.console.campaigns.words import GRADES, moment_in, moment_text, percent, rate_in
from sync.domain.draw.columns import is_name, is_token, is_word
from sync.domain.draw.plan import DEFAULT_RATES, Check, Departments, Plan
from sync.domain.draw.seeds import Promise, SeedKind
from sync.domain.texts import is_sha256
from sync.protocol.campaigns import PlanRequest

ROUTINE = "routine"
"""The id of a campaign's only check; it is published."""
_BETWEEN = str.maketrans("，、；;\n", ",,,,,")


@dataclass(frozen=True, slots=True)
class PlanTexts:
    """Everything as it stands in its field. ``rates`` in the order of GRADES, as percent; ``parties``: a line for each, its name
    and its commitment; ``weights``: a mark and a number each, with a comma between two."""

    name: str
    first_day: str
    last_day: str
    checklist: str
    version: str
    rates: tuple[str, ...]
    cover: bool = False
    kinds: str = ""
    marks: str = ""
    cap: str = ""
    weights: str = ""
    crossed: bool = True
    departments: bool = False
    seed: SeedKind = SeedKind.DICE
    announced: str = ""
    parties: str = ""
    release: str = ""
    names: bool = False


class PlanProblem(Exception):
    """A field cannot be read. ``console.plan.problem.<field>`` says what to do."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def fresh(today: date, checklist: tuple[str, str]) -> PlanTexts:
    """A plan to begin with: four weeks from tomorrow on, the usual rates [P]."""
    first = today + timedelta(days=1)
    rates = dict(DEFAULT_RATES)
    return PlanTexts(
        name="",
        first_day=first.isoformat(),
        last_day=(first + timedelta(days=27)).isoformat(),
        checklist=checklist[0],
        version=checklist[1],
        rates=tuple(percent(rates[grade]) for grade in GRADES),
    )


def texts_of(request: PlanRequest) -> PlanTexts:
    """A plan as it was made, for changing it. Of several checks, the first."""
    plan = request.plan
    check = plan.checks[0]
    rates = dict(check.rates)
    return PlanTexts(
        name=plan.campaign,
        first_day=plan.first_day,
        last_day=plan.last_day,
        checklist=check.checklist,
        version=check.version,
        rates=tuple(percent(rates[grade]) if grade in rates else "" for grade in GRADES),
        cover=check.cover,
        kinds=", ".join(check.kinds),
        marks=", ".join(check.marks),
        cap=str(plan.enterprise_cap or ""),
        weights=", ".join(f"{mark} {weight}" for mark, weight in plan.mark_weights),
        crossed=plan.home_district,
        departments=plan.departments is Departments.DIFFERENT,
        seed=plan.seed.kind,
        announced=plan.seed.announced,
        parties="\n".join(f"{name} {bound}" for name, bound in plan.seed.parties),
        release=moment_text(request.release_at) if request.release_at else "",
        names=request.names,
    )


def request_of(texts: PlanTexts, before: PlanRequest | None = None) -> PlanRequest:
    """What the fields say; what has no field stays as it was. Raises PlanProblem for the first one that cannot be read."""
    first, last = _day("first_day", texts.first_day), _day("last_day", texts.last_day)
    _needs("last_day", first <= last)
    name, announced = texts.name.strip(), texts.announced.strip()
    _needs("name", is_name(name))
    _needs("announced", is_name(announced))
    old = before.plan if before else None
    check = _check(texts, old.checks[0] if old else None)
    promise = Promise(texts.seed, announced, _parties(texts) if texts.seed is SeedKind.COMMITMENTS else ())
    plan = Plan(name, first.isoformat(), last.isoformat(), (check,), promise)
    if old:
        plan = replace(
            old, campaign=name, first_day=plan.first_day, last_day=plan.last_day, checks=(check, *old.checks[1:]), seed=promise
        )
    plan = replace(
        plan,
        enterprise_cap=_count("cap", texts.cap),
        mark_weights=_weights(texts.weights),
        home_district=texts.crossed,
        departments=Departments.DIFFERENT if texts.departments else Departments.ANY,
    )
    release = moment_in(texts.release) if texts.release.strip() else None
    _needs("release", release is not None or not texts.release.strip())
    made = before or PlanRequest(plan)
    return replace(made, plan=plan, release_at=release, names=texts.names)


def _check(texts: PlanTexts, before: Check | None) -> Check:
    _needs("checklist", is_token(texts.checklist.strip()) and is_token(texts.version.strip()))
    rates = []
    for grade, text in zip(GRADES, texts.rates, strict=True):
        if text.strip():
            rate = rate_in(text.strip())
            _needs("rates", rate is not None)
            rates.append((grade, rate or 0))
    _needs("rates", bool(rates) or texts.cover)
    blank = before or Check(ROUTINE, "", "")
    return replace(
        blank,
        checklist=texts.checklist.strip(),
        version=texts.version.strip(),
        cover=texts.cover,
        kinds=_words("kinds", texts.kinds),
        marks=_words("marks", texts.marks),
        rates=tuple(sorted(rates)),
    )


def _words(field: str, text: str) -> tuple[str, ...]:
    found = sorted({part.strip() for part in text.translate(_BETWEEN).split(",") if part.strip()})
    _needs(field, all(map(is_word, found)))
    return tuple(found)


def _weights(text: str) -> tuple[tuple[str, int], ...]:
    found = {}
    for part in text.translate(_BETWEEN).split(","):
        if part.strip():
            mark, _, weight = part.strip().rpartition(" ")
            _needs("weights", is_word(mark.strip()) and weight.isdecimal() and weight.isascii() and 0 < int(weight) <= 100)
            found[mark.strip()] = int(weight)
    return tuple(sorted(found.items()))


def _parties(texts: PlanTexts) -> tuple[tuple[str, str], ...]:
    found = []
    for text in filter(str.strip, texts.parties.splitlines()):
        name, _, bound = text.strip().rpartition(" ")
        _needs("parties", is_word(name.strip()) and is_sha256(bound))
        found.append((name.strip(), bound))
    names, commitments = {name for name, _ in found}, {bound for _, bound in found}
    _needs("parties", len(names) == len(commitments) == len(found) >= 2)
    return tuple(found)


def _count(field: str, text: str) -> int:
    written = text.strip() or "0"
    _needs(field, written.isascii() and written.isdecimal() and int(written) <= 1000)
    return int(written)


def _day(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise PlanProblem(field) from None


def _needs(field: str, holds: bool) -> None:
    if not holds:
        raise PlanProblem(field)
