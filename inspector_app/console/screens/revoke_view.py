"""What is said before a tablet is revoked, and the moment up to which it is believed. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from inspector_app.console.screens.tablets_view import TabletView
from sync.domain.clock import CHINA_TIME, in_china
from sync.domain.tablets import by_its_clock
from sync.i18n import say


@dataclass(frozen=True, slots=True)
class RevokeView:
    """``warnings``: what revoking means for this very tablet. ``cut_off``: now, by its clock."""

    warnings: tuple[str, ...]
    cut_off: str


def revoke_view(language: str, tablet: TabletView, now: datetime) -> RevokeView:
    """For one tablet at one moment."""
    cut_off = cut_off_text(by_its_clock(now, tablet.skew_seconds))
    warnings = [say(language, "console.revoke.effect")]
    if tablet.unsent:
        warnings.append(say(language, "console.revoke.unsent", held=tablet.unsent, as_of=tablet.waiting_as_of))
    if tablet.clock.bad:
        warnings.append(say(language, "console.revoke.clock", off=tablet.clock.text, now=cut_off))
    return RevokeView(tuple(warnings), cut_off)


def cut_off_in(text: str, now: datetime, skew_seconds: int | None) -> datetime | None:
    """The moment of a cut-off as it is typed, ``2026-11-24 16:30`` in Zhengzhou, by the tablet's clock; None when it is none, or
    still to come both here and there."""
    latest = max(now, by_its_clock(now, skew_seconds))
    try:
        moment = datetime.strptime(text.strip(), "%Y-%m-%d %H:%M").replace(tzinfo=CHINA_TIME)
    except ValueError:
        return None
    return min(moment, latest) if moment < latest + timedelta(minutes=1) else None


def cut_off_text(at: datetime) -> str:
    """As ``cut_off_in`` reads it."""
    return f"{in_china(at):%Y-%m-%d %H:%M}"
