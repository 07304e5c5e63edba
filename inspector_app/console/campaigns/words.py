"""How periods, rates and states of campaigns read. Pure."""

import re
from datetime import date, datetime

from sync.domain.campaigns.states import CampaignState, DrawState
from sync.domain.clock import CHINA_TIME
from sync.domain.draw.plan import Plan
from sync.i18n import say

GRADES = ("AAA", "AA", "A", "B", "C")
_PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?")
_HUNDRED = 10_000


def percent(rate: int) -> str:
    """Hundredths of a percent as a number of percent: ``2`` or ``0.25``."""
    return f"{rate / 100:.2f}".rstrip("0").rstrip(".")


def rate_in(text: str) -> int | None:
    """Hundredths of a percent, of a text as ``2``, ``2.5`` or ``2 %``; None for anything else, and for more than all."""
    found = _PERCENT.fullmatch(text.replace("％", "%").rstrip("% "))
    rate = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else _HUNDRED + 1
    return rate if rate <= _HUNDRED else None


def period(language: str, first: date | str, last: date | str) -> str:
    """From one day to another."""
    return say(language, "console.campaign.period", first=str(first), last=str(last))


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
    return f"{at.astimezone(CHINA_TIME):%Y-%m-%d %H:%M}"


def plan_lines(language: str, plan: Plan, release_at: datetime | None) -> tuple[tuple[str, str], ...]:
    """What a plan says, name by name."""
    lines = [("period", period(language, plan.first_day, plan.last_day))]
    for check in plan.checks:
        lines.append(("checklist", f"{check.checklist} {check.version}"))
        if check.cover:
            lines.append(("sample", say(language, "console.plan.covers_all")))
        else:
            rates = dict(check.rates)
            shares = [f"{grade} {percent(rates[grade])}%" for grade in GRADES if grade in rates]
            lines.append(("sample", " · ".join(shares)))
        comma = say(language, "console.tablets.comma")
        only = [*check.kinds, *check.districts, *check.marks]
        if only:
            lines.append(("only", comma.join(only)))
    cap = say(language, "console.plan.cap_of", count=plan.enterprise_cap) if plan.enterprise_cap else ""
    lines.append(("cap", cap or say(language, "console.plan.no_cap")))
    lines.append(("home", say(language, "console.plan.crossed" if plan.home_district else "console.plan.not_crossed")))
    if plan.mark_weights:
        lines.append(("weights", " · ".join(f"{mark} +{weight}" for mark, weight in plan.mark_weights)))
    promised = say(language, f"console.seed.kind.{plan.seed.kind.value}")
    lines.append(("seed", f"{promised}: {plan.seed.announced}" if language == "en" else f"{promised}：{plan.seed.announced}"))
    release = moment_text(release_at) if release_at else say(language, "console.plan.at_once")
    lines.append(("release", release))
    return tuple((say(language, f"console.plan.{name}"), value) for name, value in lines)
