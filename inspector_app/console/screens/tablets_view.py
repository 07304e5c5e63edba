"""What the list of tablets shows. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from inspector_app.console import wording
from inspector_app.console.screens.empty_view import EmptyView
from inspector_app.console.screens.paging_view import PagingView, paging_view
from inspector_app.console.screens.pill_view import PillView
from sync.domain.clock import in_china, local_day
from sync.domain.tablets import LARGEST_SKEW, LOW_SPACE, Concern, TabletReport
from sync.errors import registry
from sync.i18n import catalogue, say
from sync.protocol.administration import DeviceFilter, DeviceOnRecord, DevicePage, Show
from sync.sizes import size, unbroken

_NOTHING = "–"
_TABS = (Show.ATTENTION, Show.ALL, Show.REVOKED)


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in words; ``bad``: somebody should look after it; ``advice``: what to do then."""

    text: str
    bad: bool = False
    advice: str = ""


@dataclass(frozen=True, slots=True)
class TabletView:
    """One tablet. ``waiting_as_of`` says of which moment ``waiting`` is; it is empty when nothing was heard; ``unsent`` is what
    it has not sent, empty where that is nothing or unknown. ``concerns`` are the words of its chips; ``revoked`` is empty for one
    in service."""

    device_id: UUID
    name: str
    people: str
    contact: Figure
    waiting: str
    waiting_as_of: str
    unsent: str
    space: Figure
    clock: Figure
    skew_seconds: int | None
    version: str
    concerns: tuple[tuple[Concern, str], ...]
    revoked: str
    facts: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, slots=True)
class TabletsView:
    """The whole list."""

    tabs: tuple[PillView, ...]
    rows: tuple[TabletView, ...]
    paging: PagingView
    empty: EmptyView | None


def tablets_view(language: str, page: DevicePage, wanted: DeviceFilter, now: datetime) -> TabletsView:
    """The list as it stands for one answer of the centre, at one moment."""
    return TabletsView(
        tabs=tuple(
            PillView(
                show.value, say(language, f"console.tablets.{show.value}"), page.counts.get(show.value, 0), show is wanted.show
            )
            for show in _TABS
        ),
        rows=tuple(tablet_view(language, device, now) for device in page.rows),
        paging=paging_view(language, page.page, page.page_size, len(page.rows), page.total),
        empty=None if page.rows else _empty(language, wanted),
    )


def tablet_view(language: str, device: DeviceOnRecord, now: datetime) -> TabletView:
    """One tablet at one moment."""
    report = device.report
    contact = wording.ago(language, device.contact_at, now) if device.contact_at else say(language, "console.tablets.never")
    space = Figure(_NOTHING)
    if report is not None:
        space = Figure(wording.space(report.free_bytes), report.free_bytes < LOW_SPACE)
    waiting, waiting_as_of = _waiting(language, device, now)
    view = TabletView(
        device_id=device.device_id,
        name=device.name,
        people=say(language, "console.tablets.comma").join(device.people),
        contact=Figure(contact, Concern.SILENT in device.concerns),
        waiting=waiting,
        waiting_as_of=waiting_as_of,
        unsent=_held(language, report) if report else "",
        space=space,
        clock=_clock(language, device.skew_seconds),
        skew_seconds=device.skew_seconds,
        version=report.version if report and report.version else _NOTHING,
        concerns=tuple((concern, say(language, f"console.concern.{concern.value}")) for concern in device.concerns),
        revoked=say(language, "console.tablets.is_revoked") if device.revocation else "",
        facts=(),
    )
    return replace(view, facts=_facts(language, device, view, now))


def _waiting(language: str, device: DeviceOnRecord, now: datetime) -> tuple[str, str]:
    """What a tablet still has to send, and when it was so: it says so in the middle of a sync, before its files go. A revoked one
    can tell of nothing that it recorded since."""
    report = device.report
    if report is None:
        return _NOTHING, ""
    held = _held(language, report)
    at = _clock_time(language, report.at - timedelta(seconds=device.skew_seconds or 0), now)
    if device.revocation is None:
        return held or say(language, "console.tablets.all_sent"), say(language, "console.tablets.as_of", at=at)
    known = say(language, "console.tablets.last_held", held=held, at=at) if held else ""
    return say(language, "console.tablets.unknown"), known


def _clock_time(language: str, at: datetime, now: datetime) -> str:
    """The day as well, unless it is today's."""
    today = local_day(now)
    return f"{in_china(at):%H:%M}" if local_day(at) == today else wording.moment(language, at, today)


def _held(language: str, report: TabletReport) -> str:
    parts = []
    if report.records:
        parts.append(say(language, "console.tablets.records", count=report.records))
    if report.files:
        parts.append(say(language, "console.tablets.files", count=report.files, size=unbroken(size(report.file_bytes))))
    return say(language, "console.tablets.comma").join(parts)


def _clock(language: str, skew: int | None) -> Figure:
    if skew is None:
        return Figure(_NOTHING)
    bad = abs(skew) > LARGEST_SKEW.total_seconds()
    if not bad:
        return Figure(say(language, "console.clock.right"))
    return Figure(
        say(language, f"console.clock.{'ahead' if skew > 0 else 'behind'}", span=wording.span(language, abs(skew))), bad
    )


def _facts(language: str, device: DeviceOnRecord, view: TabletView, now: datetime) -> tuple[tuple[str, Figure], ...]:
    """Everything that is known of it, by name."""
    today = local_day(now)
    facts = [
        ("people", Figure(view.people)),
        ("enrolled", Figure(wording.moment(language, device.enrolled_at, today))),
        ("contact", _advised(language, view.contact, Concern.SILENT)),
        ("waiting", Figure("\n".join(filter(None, (view.waiting, view.waiting_as_of))))),
        ("space", _advised(language, view.space, Concern.LOW_SPACE)),
        ("clock", _advised(language, view.clock, Concern.CLOCK)),
        ("version", Figure(view.version)),
        *_more_facts(language, device.report),
    ]
    if device.open_entries:
        entries = Figure(say(language, "console.tablets.entries", count=device.open_entries), bad=True)
        facts.append(("open_entries", _advised(language, entries, Concern.TURNED_DOWN)))
    if Concern.SET_BACK in device.concerns and device.set_back_at is not None:
        at = wording.moment(language, device.set_back_at, today)
        facts.append(("set_back", Figure(say(language, "console.device.set_back.told", at=at), bad=True)))
    if Concern.OLD_KEYS in device.concerns:
        facts.append(("old_keys", Figure(say(language, "console.device.old_keys.told"), bad=True)))
    if device.revocation is not None:
        revoked = device.revocation
        facts += [
            ("revoked", Figure(" ".join(filter(None, (wording.moment(language, revoked.at, today), revoked.by))))),
            ("cut_off", Figure(wording.moment(language, revoked.cut_off, today))),
            ("why", Figure(revoked.comment or _NOTHING)),
        ]
    return tuple((say(language, f"console.device.{name}"), figure) for name, figure in facts)


def _advised(language: str, figure: Figure, concern: Concern) -> Figure:
    """With what to do about it, where somebody should."""
    return replace(figure, advice=say(language, f"console.advice.{concern.value}")) if figure.bad else figure


def _more_facts(language: str, report: TabletReport | None) -> list[tuple[str, Figure]]:
    """Only what the tablet knows and what is worth a word. An error is no reason to warn: it ended a sync before the one that
    told of it."""
    if report is None:
        return []
    facts = []
    if report.metered:
        facts.append(("link", Figure(say(language, "console.tablets.metered"))))
    if report.low_battery:
        facts.append(("battery", Figure(say(language, "console.tablets.low_battery"))))
    if report.paused:
        facts.append(("sync", Figure(say(language, "console.tablets.paused"), bad=True)))
    if report.error:
        facts.append(("error", Figure(error_words(language, report.error))))
    return facts


def error_words(language: str, code: str) -> str:
    """What an error of a tablet's sync was, in a few words; its code where this console has none for it."""
    key = f"console.sync_error.{code}"
    known = code in registry() and key in catalogue(language)
    return say(language, key) if known else say(language, "console.sync_error.other", code=code)


def _empty(language: str, wanted: DeviceFilter) -> EmptyView:
    kind = "narrow" if wanted.search else wanted.show.value
    return EmptyView(
        say(language, f"console.no_tablets.{kind}"),
        say(language, f"console.no_tablets.{kind}_hint"),
        clearable=bool(wanted.search),
    )
