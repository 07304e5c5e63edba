"""What the screen of the sync says above the queue, and what its log says. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspector_app.services.assignments import needs_work
from inspector_app.services.records import AssignmentProgress
from inspector_app.services.sync_log import SyncRun, in_plain_words, outcome_of
from inspector_app.services.sync_status import PhotosWait, SyncState, SyncStatus
from inspector_app.ui.views.wording import (
    ENROL_AGAIN,
    UNKNOWN,
    after_each_other,
    exact_time,
    moment_words,
    photos_wait,
    sentence,
    still_waiting,
    sync_result,
)
from sync.client.progress import Progress, Step
from sync.domain.clock import local_day
from sync.domain.inspections import State
from sync.i18n import explain, say
from sync.sizes import size


@dataclass(frozen=True, slots=True)
class SyncHead:
    """``sentence`` in the card; ``waits``: something is not at the centre yet; ``later``: originals are not, for want of another
    link. ``disputed``: there is something to decide about.
    ``enrol_again``: the words of the way on after the tablet was turned away, None otherwise; ``rescue``: where the work can
    still be taken from. ``photos_wait``: why photos stay here for now, empty while they go. ``headline``: that it is paused, or
    else when it was tried last and what was in the way, empty where nothing was. ``new_keys``: what it means that the centre has
    keys that this tablet cannot trust, empty where it has none, or where it turned the tablet away."""

    state: SyncState
    sentence: str
    waits: bool
    later: bool
    troubled: bool
    disputed: bool
    amiss: bool
    enrol_again: str | None
    rescue: str
    paused: bool
    photos_wait: str
    headline: str
    new_keys: str


@dataclass(frozen=True, slots=True)
class RunView:
    """One line of the log. ``failed``: it did not go through; ``amiss``: it did, and not all was accepted or could be sent."""

    time: str
    outcome: str
    facts: str
    failed: bool
    amiss: bool


def sync_head(language: str, status: SyncStatus, today: date, conflicts: Sequence[AssignmentProgress] = ()) -> SyncHead:
    """For the state of the sync as it is, and the assignments that have items in conflict."""
    disputed = disputed_words(language, conflicts)
    code = status.error.code if status.error else ""
    return SyncHead(
        state=status.state,
        sentence=_sentence(language, status, disputed, today),
        waits=still_waiting(status) > 0,
        later=status.backlog.later > 0,
        troubled=status.error is not None,
        disputed=bool(disputed),
        amiss=bool(status.backlog.amiss),
        enrol_again=say(language, "tablet.sync.enrol_again") if code in ENROL_AGAIN else None,
        rescue=say(language, "tablet.sync.revoked.hint") if code in UNKNOWN else "",
        paused=status.paused,
        photos_wait=_photos_wait(language, status),
        headline=say(language, "tablet.sync.paused.idle") if _held(status) else _tried(language, status, today),
        new_keys=say(language, "tablet.sync.new_keys") if status.old_keys and code not in ENROL_AGAIN else "",
    )


def last_words(language: str, status: SyncStatus, today: date) -> str:
    """When a sync last went through, to the second, so that every one that does is seen; empty before the first."""
    if status.last_success is None:
        return ""
    return say(language, "tablet.sync.last", time=moment_words(language, status.last_success, today, exact_time))


def disputed_words(language: str, entries: Sequence[AssignmentProgress]) -> str:
    """How many items are in conflict, where, and what to do, and how many the centre has no more; empty where there are none."""
    return after_each_other(language, [_conflicts(language, entries), _forgotten(language, entries)])


def _conflicts(language: str, entries: Sequence[AssignmentProgress]) -> str:
    """What can be decided comes before what was submitted."""
    conflicts = [entry for entry in entries if entry.conflicts]
    for about, name in (
        ([entry for entry in conflicts if needs_work(entry)], "disputed"),
        ([entry for entry in conflicts if entry.state is State.SUBMITTED], "disputed.frozen"),
    ):
        if about:
            count, places = sum(entry.conflicts for entry in about), len(about)
            which = f"{name}.several" if places > 1 else name
            return say(language, f"tablet.sync.{which}", count=count, places=places, place=about[0].assignment.compound.name)
    return ""


def _forgotten(language: str, entries: Sequence[AssignmentProgress]) -> str:
    """The first place by name: whoever opens it is led to the next ones by their marks."""
    about = [entry for entry in entries if entry.forgotten]
    count = sum(entry.forgotten for entry in about)
    return say(language, "tablet.sync.forgotten", count=count, place=about[0].assignment.compound.name) if about else ""


def _held(status: SyncStatus) -> bool:
    """Whether nothing but a pause holds it: one that was turned away has something else to read first."""
    return status.state is SyncState.PAUSED and (status.error is None or status.error.code not in ENROL_AGAIN)


def _sentence(language: str, status: SyncStatus, disputed: str, today: date) -> str:
    if status.state is SyncState.PAUSED:
        hint, tried = say(language, "tablet.sync.paused.hint"), sentence(language, _tried(language, status, today))
        what = tried if _held(status) or not status.error else explain(language, status.error)
        return after_each_other(language, [hint, what, disputed])
    if status.state is SyncState.RUNNING:
        return disputed or say(language, "tablet.sync.running" if _got_through(status.progress) else "tablet.sync.reaching")
    return sync_result(language, status, disputed)


def _tried(language: str, status: SyncStatus, today: date) -> str:
    if status.error is None or status.tried_at is None:
        return ""
    trouble = in_plain_words(language, status.error.code)
    time = moment_words(language, status.tried_at, today, exact_time)
    return say(language, "tablet.sync.tried", time=time, trouble=trouble)


def _got_through(progress: Progress) -> bool:
    """Whether the centre has answered, as far as is to be seen."""
    return progress.step in (Step.PHOTOS, Step.DONE) or bool(progress.records or progress.news)


def run_view(language: str, run: SyncRun, today: date) -> RunView:
    """Quiet syncs in a row are one line with their number."""
    counts = run.counts
    facts = [
        *([say(language, "tablet.log.times", count=run.times)] if run.times > 1 else []),
        *(
            say(language, f"tablet.log.{name}", count=count)
            for name, count in (
                ("records", counts.records),
                ("files", counts.files),
                ("news", counts.news),
                ("conflicts", counts.conflicts),
                ("rejected", counts.rejected),
                ("held", counts.held),
                ("troubled", counts.troubled),
            )
            if count
        ),
        *_bytes(language, run),
    ]
    outcome = outcome_of(language, run)
    return RunView(
        _span(language, run, today),
        outcome[:1].upper() + outcome[1:],
        " · ".join(facts),
        failed=run.code is not None,
        amiss=run.code is None and counts.amiss,
    )


def _bytes(language: str, run: SyncRun) -> list[str]:
    """What went over the line; nothing where there was none."""
    counts = run.counts
    if not counts.bytes_sent and not counts.bytes_received:
        return []
    sent, received = size(counts.bytes_sent, exact=True), size(counts.bytes_received, exact=True)
    return [say(language, "tablet.log.bytes", sent=sent, received=received)]


def _photos_wait(language: str, status: SyncStatus) -> str:
    """Why, and how many; and how many originals would not go anyway."""
    if not photos_wait(status):
        return ""
    low, later = status.photos_wait is PhotosWait.LOW_BATTERY, status.backlog.later
    why = "metered" if not low else "low_battery" if status.unmetered else "both"
    sentences = [say(language, f"tablet.sync.photos_wait.{why}", count=status.backlog.files)]
    sentences += [say(language, "tablet.sync.photos_wait.originals", count=later)] if later else []
    return after_each_other(language, sentences)


def _span(language: str, run: SyncRun, today: date) -> str:
    """When it ended; of several, from the first to the last, as far as the minute tells them apart."""
    begun = local_day(run.started_at)
    first = moment_words(language, run.started_at, today)
    if run.times == 1:
        return first
    last = moment_words(language, run.ended_at, begun)
    return first if last == first else f"{first} – {last}"
