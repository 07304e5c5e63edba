"""Days, times, sizes and the state of the sync, in words. Pure."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import reduce
from unicodedata import east_asian_width

from inspector_app.services.sync_status import SyncState, SyncStatus
from sync.client.progress import Step
from sync.domain.clock import in_china, local_day
from sync.errors import PhotoUnreadable, SuichaError, TokenInvalid
from sync.i18n import explain, say
from sync.sizes import size

_NAMED = 3
_STOPS = " \t\n\u3000.,;:。．，、；：｡"
_CLOSING = "\"'”’」』）)】》"
_ENDS = ("!", "?", "！", "？", "…", ".", "。")
UNKNOWN = ("token-invalid", "device-revoked")
ENROL_AGAIN = (*UNKNOWN, "tablet-set-back")
"""After these the centre knows the tablet only by a new code: no other try mends them."""


def due_in_words(language: str, due_on: date, today: date) -> str:
    """How far a deadline is."""
    days = (due_on - today).days
    if days < 0:
        return say(language, "tablet.due.overdue", count=-days)
    if days == 0:
        return say(language, "tablet.due.today")
    return say(language, "tablet.due.in", count=days)


def day(language: str, when: date) -> str:
    """A date as people write it."""
    return say(language, "tablet.day", year=when.year, month=when.month, day=when.day)


def columns(text: str) -> int:
    """How wide it is, a Chinese character being twice as wide as a Latin one."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def shortened(text: str, most: int) -> str:
    """The whole text, or its beginning and a mark that there is more; at most so many ``columns``."""
    if columns(text) <= most:
        return text
    while columns(text) >= most:
        text = text[:-1]
    return f"{text}…"


def clock_time(moment: datetime) -> str:
    """Hours and minutes in Zhengzhou."""
    return f"{in_china(moment):%H:%M}"


def exact_time(moment: datetime) -> str:
    """With the seconds, where two moments of one minute are to be told apart."""
    return f"{in_china(moment):%H:%M:%S}"


def moment_words(language: str, moment: datetime, today: date, time: Callable[[datetime], str] = clock_time) -> str:
    """A time of today; of any other day, the day as well."""
    when = local_day(moment)
    return time(moment) if when == today else f"{day(language, when)} {time(moment)}"


def refused_files(language: str, refused: Sequence[tuple[str, PhotoUnreadable]], total: int) -> str:
    """Which of so many files are no photos and why, the first of them by name."""
    named = [
        say(
            language, "tablet.photos.refused.file", name=name, problem=say(language, str(error.fields["problem"]), **error.fields)
        )
        for name, error in refused[:_NAMED]
    ]
    which = say(language, "tablet.photos.refused.between").join(named)
    if (more := len(refused) - len(named)) > 0:
        which = say(language, "tablet.photos.refused.more", which=which, count=more)
    return say(language, "tablet.photos.refused", count=len(refused), total=total, which=which)


def still_waiting(status: SyncStatus) -> int:
    """Records and files that are not at the centre yet."""
    return status.backlog.records + status.backlog.files


def photos_wait(status: SyncStatus) -> bool:
    """Whether photos stay here that would go on another link or with more power; during a pause records do not go either."""
    return status.photos_wait is not None and bool(status.backlog.files) and status.state is not SyncState.PAUSED


def progress_line(language: str, status: SyncStatus) -> str:
    """Records and photos of the sync under way, or of the last one; of what there was none of nothing is said."""
    seen = status.progress
    records, files = max(seen.records, seen.records_total), max(seen.files, seen.files_total)
    parts = {"records": records, "photos": files}
    about = [part for part, count in parts.items() if count]
    if not about:
        return say(language, "tablet.sync.running")
    return say(
        language,
        "tablet.sync.progress" if len(about) == len(parts) else f"tablet.sync.progress.{about[0]}",
        records=seen.records,
        records_total=records,
        files=seen.files,
        files_total=files,
        size=size(seen.file_bytes),
    )


def progress_share(status: SyncStatus) -> float | None:
    """How much of the photos is across, from 0 to 1; None while it is not about photos."""
    seen = status.progress
    if seen.step is not Step.PHOTOS or not seen.file_bytes_total:
        return None
    return min(1.0, seen.file_bytes / seen.file_bytes_total)


def after_each_other(language: str, sentences: Sequence[str]) -> str:
    """Whole sentences, with what the language sets between two; those that are empty are left out."""
    said = [one for one in sentences if one]
    return reduce(lambda first, second: say(language, "tablet.sentences", first=first, second=second), said) if said else ""


def sentence(language: str, words: str) -> str:
    """What somebody wrote as one sentence among others: with the language's own full stop, unless it ends with more than that;
    empty where nothing was written."""
    bare = words.rstrip(_STOPS).lstrip()
    ended = bare.rstrip(_CLOSING).endswith(_ENDS)
    return say(language, "tablet.sentence", words=bare) if bare and not ended else bare


def try_to_name(status: SyncStatus) -> datetime | None:
    """When it tries again by itself; None where nothing is tried, or nothing comes of it."""
    hopeless = status.error is not None and status.error.code in ENROL_AGAIN
    return None if status.paused or hopeless else status.next_try


def _explained(language: str, error: SuichaError) -> str:
    """A tablet that the centre does not know is no account that has to sign in again."""
    if isinstance(error, TokenInvalid):
        return say(language, "tablet.sync.unknown")
    return explain(language, error)


def sync_result(language: str, status: SyncStatus, disputed: str = "") -> str:
    """What happened last, and what happens next, in a sentence or two. ``disputed`` is what there is to decide, or empty."""
    if status.error is not None:
        sentences = [_explained(language, status.error)]
        if (next_try := try_to_name(status)) is not None:
            sentences.append(say(language, "tablet.sync.next_try", time=exact_time(next_try)))
        return after_each_other(language, [*sentences, disputed])
    again = [say(language, "tablet.sync.sent_again")] if status.progress.sent_again else []
    troubles = [
        say(language, f"tablet.sync.{name}", count=count)
        for name, count in (("amiss.hint", status.backlog.amiss), ("held", status.progress.held))
        if count
    ]
    if troubles or disputed:
        return after_each_other(language, [*again, disputed, *troubles])
    if status.last_success is None:
        return say(language, "tablet.sync.never")
    waiting, later = still_waiting(status), 0 if photos_wait(status) else status.backlog.later
    ends = [say(language, "tablet.sync.rest", count=waiting)] if waiting else []
    ends += [say(language, "tablet.sync.later", count=later)] if later else []
    return after_each_other(language, [*again, *(ends or [say(language, "tablet.sync.all_done")])])
