"""How periods, rates and states of campaigns read. Pure."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from sync.domain.campaigns.states import CampaignState, DrawState
from sync.domain.clock import CHINA_TIME, in_china
from sync.i18n import say
from sync.protocol.campaigns import CampaignSummary

GRADES = ("AAA", "AA", "A", "B", "C")
_PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?")
_HUNDRED = 10_000
_WORDS = 8
"""So many of what is on the registers are shown below a field."""


def percent(rate: int) -> str:
    """Hundredths of a percent as a number of percent: ``2`` or ``0.25``."""
    return f"{rate / 100:.2f}".rstrip("0").rstrip(".")


def rate_in(text: str) -> int | None:
    """Hundredths of a percent, of a text as ``2``, ``2.5`` or ``2 %``; None for anything else, and for more than all."""
    found = _PERCENT.fullmatch(text.replace("％", "%").rstrip("% "))
    rate = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else _HUNDRED + 1
    return rate if rate <= _HUNDRED else None


def known_words(language: str, known: Sequence[str]) -> str:
    """What is on the registers for a plan to name, the first of them."""
    shown = say(language, "console.tablets.comma").join(known[:_WORDS])
    key = "known_none" if not known else "known_more" if len(known) > _WORDS else "known"
    return say(language, f"console.plan.{key}", words=shown, count=len(known))


def period(language: str, first: date | str, last: date | str) -> str:
    """From one day to another."""
    return say(language, "console.campaign.period", first=str(first), last=str(last))


def scope(language: str, summary: CampaignSummary) -> str:
    """Which visits somebody sees; empty where these are all."""
    if summary.visits >= summary.visits_in_all:
        return ""
    return say(language, "console.campaign.scope", count=summary.visits_in_all)


def campaign_state(language: str, state: CampaignState) -> str:
    """Where a campaign stands."""
    return say(language, f"console.campaign.state.{state.value}")


def draw_state(language: str, state: DrawState) -> str:
    """Where a draw stands."""
    return say(language, f"console.draw.state.{state.value}")


def moment_in(text: str) -> datetime | None:
    """``2026-12-01 09:00`` in Zhengzhou; None for anything else."""
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d %H:%M").replace(tzinfo=CHINA_TIME)
    except ValueError:
        return None


def moment_text(at: datetime) -> str:
    """As ``moment_in`` reads it."""
    return f"{in_china(at):%Y-%m-%d %H:%M}"
