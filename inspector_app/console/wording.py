"""How moments, days, sizes and counts read, in either language. Pure."""

from datetime import date, datetime

from sync.domain.clock import in_china, local_day
from sync.domain.inspections import Outcome, State
from sync.errors import SuichaError
from sync.i18n import catalogue, explain, say
from sync.protocol.console import InspectionSummary

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DASH = "–"


def day(language: str, when: date, today: date) -> str:
    """``11月24日`` or ``24 Nov``; with the year when it is another than today's."""
    key = "console.day" if when.year == today.year else "console.day_of_year"
    return say(language, key, year=when.year, month=when.month, name=_MONTHS[when.month - 1], day=when.day)


def month(language: str, year: int, number: int) -> str:
    """``2026年11月`` or ``Nov 2026``."""
    return say(language, "console.month", year=year, month=number, name=_MONTHS[number - 1])


def moment(language: str, at: datetime, today: date) -> str:
    """Day and minute in Zhengzhou time."""
    return f"{day(language, local_day(at), today)} {in_china(at):%H:%M}"


def due(language: str, when: date, today: date) -> str:
    """How long until a due date, in words."""
    left = (when - today).days
    if left == 0:
        return say(language, "console.due.today")
    if left < 0:
        return say(language, "console.due.over", count=-left)
    return say(language, "console.due.left", count=left)


def ago(language: str, at: datetime, now: datetime) -> str:
    """How long ago, up to a day; after that, when."""
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 1:
        return say(language, "console.ago.now")
    if minutes < 60:
        return say(language, "console.ago.minutes", count=minutes)
    if minutes < 24 * 60:
        return say(language, "console.ago.hours", count=minutes // 60)
    return moment(language, at, local_day(now))


def span(language: str, seconds: int) -> str:
    """A length of time in its largest unit, rounded down."""
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= length:
            return say(language, f"console.span.{unit}", count=seconds // length)
    return say(language, "console.span.seconds", count=seconds)


def space(count: int) -> str:
    """Bytes on a disk as ``58 GB`` or ``420 MB``."""
    return f"{count / 1e9:.0f} GB" if count >= 10e9 else f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count // 1_000_000} MB"


def findings(language: str, summary: InspectionSummary) -> str:
    """How many, by the name they have: what failed is a finding once it was submitted."""
    return say(language, "console.failed" if summary.state.editable else "console.findings", count=summary.findings)


def score(value: float | None) -> str:
    """With one decimal, so that figures below each other compare; a dash when there is no score."""
    return _DASH if value is None else f"{value:.1f}"


def outcome(language: str, value: Outcome | None) -> str:
    """The name of an answer, also of none."""
    return say(language, f"outcome.{value.value if value else 'none'}")


def state(language: str, value: State) -> str:
    """The name of where an inspection stands."""
    return say(language, f"state.{value.value}")


def trouble(language: str, error: SuichaError) -> str:
    """What happened and what to do, for somebody at a desk: some errors mean something else there than on a tablet."""
    key = f"console.error.{error.code}"
    for one in (f"{key}.{error.fields.get('what')}", key):
        if one in catalogue(language):
            return say(language, one, **error.fields)
    return explain(language, error)
