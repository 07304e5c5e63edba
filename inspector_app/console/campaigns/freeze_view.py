"""What was looked at before a draw is frozen: what stands in the way, and how trial draws went. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.console.campaigns.detail_view import MOST_SAID, pools
from sync.domain.campaigns.gaps import Gap
from sync.domain.draw.shortfalls import Constraint, Shortfall
from sync.domain.draw.wording import shortfall_sentence
from sync.i18n import say
from sync.protocol.campaigns import FreezePreview, TrialDraw


class Outlook(StrEnum):
    """What is to be expected of a draw: rows to complete first, a constraint that stands in the way; or what all trials found,
    some did not, or none did."""

    GAPS = "gaps"
    IMPOSSIBLE = "impossible"
    READY = "ready"
    RISKY = "risky"
    HOPELESS = "hopeless"


@dataclass(frozen=True, slots=True)
class FreezeView:
    """What freezing would meet. ``note``: what trials are. ``warning``: what to know before it is frozen all the same.
    ``needs_reason``: it would be a redraw."""

    outlook: Outlook
    headline: str
    pools: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    more: str
    note: str
    warning: str
    needs_reason: bool

    @property
    def ready(self) -> bool:
        """It can be frozen, whatever trials found."""
        return self.outlook not in (Outlook.GAPS, Outlook.IMPOSSIBLE)

    @property
    def hopeless(self) -> bool:
        return self.outlook is Outlook.HOPELESS


def freeze_view(language: str, preview: FreezePreview) -> FreezeView:
    """For one answer of the centre."""
    gaps = tuple(_gap(language, gap) for gap in preview.gaps[:MOST_SAID])
    shortfalls = tuple(shortfall_sentence(language, one) for one in preview.shortfalls[:MOST_SAID])
    more = preview.gap_count - len(gaps) + len(preview.shortfalls) - len(shortfalls)
    outlook, failed = _outlook(preview), _failed(preview)
    tried = {"count": len(preview.trials), "failed": failed}
    counts = tried if preview.trials else {"count": preview.gap_count or len(preview.shortfalls)}
    return FreezeView(
        outlook=outlook,
        headline=say(language, f"console.freeze.{outlook.value}", **counts),
        pools=pools(language, preview.compounds, preview.officers, preview.experts),
        problems=(*gaps, *shortfalls, *_trials(language, preview.trials)),
        more=say(language, "console.freeze.more", count=more) if more > 0 else "",
        note=say(language, "console.freeze.trials_are") if preview.trials else "",
        warning=say(language, f"console.freeze.{outlook.value}_effect", **tried) if failed else "",
        needs_reason=preview.number > 1,
    )


def _outlook(preview: FreezePreview) -> Outlook:
    if preview.gap_count:
        return Outlook.GAPS
    if preview.shortfalls:
        return Outlook.IMPOSSIBLE
    failed = _failed(preview)
    return Outlook.READY if not failed else Outlook.HOPELESS if failed == len(preview.trials) else Outlook.RISKY


def _failed(preview: FreezePreview) -> int:
    return sum(bool(trial.shortfalls) for trial in preview.trials)


def _trials(language: str, trials: Sequence[TrialDraw]) -> tuple[str, ...]:
    """A line for each constraint that could not be met, with the trials; of several the one that lacks most."""
    found: dict[Constraint, list[tuple[int, Shortfall]]] = {}
    for trial in trials:
        for one in trial.shortfalls:
            found.setdefault(one.constraint, []).append((trial.number, one))
    return tuple(_trial_line(language, which) for which in found.values())


def _trial_line(language: str, found: Sequence[tuple[int, Shortfall]]) -> str:
    numbers = list(dict.fromkeys(str(number) for number, _ in found))
    said, most = max(found, key=lambda one: one[1].missing)
    return say(
        language,
        f"console.freeze.{_likeness([one for _, one in found])}",
        count=len(numbers),
        trials=say(language, "console.tablets.comma").join(numbers),
        said=said,
        shortfall=shortfall_sentence(language, most),
    )


def _likeness(found: Sequence[Shortfall]) -> str:
    """Whether one says what all say, in whatever order their places came; or the same of other places; or the most."""
    if len({(one.needed, one.available) for one in found}) > 1:
        return "trial_most"
    return "trial" if len({tuple(sorted(one.where)) for one in found}) == 1 else "trial_such"


def _gap(language: str, gap: Gap) -> str:
    return say(language, f"gap.{gap.kind.value}", key=gap.key, name=gap.name)
