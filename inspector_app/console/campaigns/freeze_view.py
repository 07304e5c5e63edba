"""What is looked at before a draw is frozen: what each check draws from, what stands in the way, how trial draws went. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.console.campaigns.places import Names, told_together, with_names
from sync.domain.campaigns.fitting import Misfit, MisfitKind, Reach
from sync.domain.campaigns.gaps import Gap
from sync.domain.draw.shortfalls import Constraint, Shortfall
from sync.domain.draw.wording import shortfall_sentence
from sync.i18n import say
from sync.protocol.campaigns import FreezePreview, TrialDraw
from sync.protocol.console import DistrictName

MOST_SAID = 20
"""So many gaps, or shortfalls, are said."""


class Outlook(StrEnum):
    """What is to be expected of a draw: rows or plan to put right first, a constraint that stands in the way; or what all trials
    found, some did not, or none did."""

    GAPS = "gaps"
    IMPOSSIBLE = "impossible"
    READY = "ready"
    RISKY = "risky"
    HOPELESS = "hopeless"


@dataclass(frozen=True, slots=True)
class FreezeView:
    """What freezing would meet. ``reaches``: what each check draws from. ``note``: what trials are. ``warning``: what to know
    before it is frozen all the same. ``needs_reason``: it would be a redraw."""

    outlook: Outlook
    headline: str
    pools: tuple[tuple[str, str], ...]
    reaches: tuple[str, ...]
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


def freeze_view(
    language: str, preview: FreezePreview, checks: Sequence[str] = (), districts: Sequence[DistrictName] = ()
) -> FreezeView:
    """For one answer of the centre. ``checks``: the ids of the plan's checks; a district that is neither among
    ``districts`` nor named by the centre is told by its code."""
    outlook, failed = _outlook(preview), _failed(preview)
    names = Names(preview.called, checks, (*districts, *preview.districts))
    problems, count = _in_the_way(language, preview, names)
    tried = {"count": len(preview.trials), "failed": failed}
    return FreezeView(
        outlook=outlook,
        headline=say(language, f"console.freeze.{outlook.value}", **(tried if preview.trials else {"count": count})),
        pools=pools_told(language, preview.compounds, preview.officers, preview.experts),
        reaches=tuple(_reach(language, one) for one in preview.reaches),
        problems=(*problems, *_trials(language, preview.trials, names)),
        more=say(language, "console.freeze.more", count=count - len(problems)) if count > len(problems) else "",
        note=say(language, "console.freeze.trials_are") if preview.trials else "",
        warning=say(language, f"console.freeze.{outlook.value}_effect", **tried) if failed else "",
        needs_reason=preview.number > 1,
    )


def pools_told(language: str, compounds: int, officers: int, experts: int) -> tuple[tuple[str, str], ...]:
    """How many are in each pool, with its name."""
    counts = {"compounds": compounds, "officers": officers, "experts": experts}
    return tuple((say(language, f"register.name.{name}"), str(count)) for name, count in counts.items())


def _outlook(preview: FreezePreview) -> Outlook:
    if preview.gap_count or preview.misfits:
        return Outlook.GAPS
    if preview.shortfalls:
        return Outlook.IMPOSSIBLE
    failed = _failed(preview)
    return Outlook.READY if not failed else Outlook.HOPELESS if failed == len(preview.trials) else Outlook.RISKY


def _failed(preview: FreezePreview) -> int:
    return sum(bool(trial.shortfalls) for trial in preview.trials)


def _in_the_way(language: str, preview: FreezePreview, names: Names) -> tuple[list[str], int]:
    """The first things that have to be put right, or constraints that cannot be met; and how many there are."""
    districts = {one.code: one.name.in_language(language) for one in names.districts}
    lacks = [_misfit(language, one, districts) for one in preview.misfits]
    lacks += [_gap(language, gap) for gap in preview.gaps]
    shortfalls = [shortfall_sentence(language, one) for one in told_together(language, preview.shortfalls, names)]
    return (lacks or shortfalls)[:MOST_SAID], len(preview.misfits) + preview.gap_count or len(shortfalls)


def _trials(language: str, trials: Sequence[TrialDraw], names: Names) -> tuple[str, ...]:
    """A line for each constraint that could not be met, with the trials; of several the one that lacks most."""
    found: dict[Constraint, list[tuple[int, Shortfall]]] = {}
    for trial in trials:
        for one in trial.shortfalls:
            found.setdefault(one.constraint, []).append((trial.number, one))
    return tuple(_trial_line(language, which, names) for which in found.values())


def _trial_line(language: str, found: Sequence[tuple[int, Shortfall]], names: Names) -> str:
    numbers = list(dict.fromkeys(str(number) for number, _ in found))
    said, most = max(found, key=lambda one: one[1].missing)
    return say(
        language,
        f"console.freeze.{_likeness([one for _, one in found])}",
        count=len(numbers),
        trials=say(language, "console.tablets.comma").join(numbers),
        said=said,
        shortfall=shortfall_sentence(language, with_names(language, most, names)),
    )


def _likeness(found: Sequence[Shortfall]) -> str:
    """Whether one says what all say, in whatever order their places came; or the same of other places; or the most."""
    if len({(one.needed, one.available) for one in found}) > 1:
        return "trial_most"
    return "trial" if len({tuple(sorted(one.where)) for one in found}) == 1 else "trial_such"


def _reach(language: str, one: Reach) -> str:
    kind = "covers" if one.cover else "draws" if one.sample % 100 == 0 else "draws_about"
    least, most = one.sample // 100, -(-one.sample // 100)
    return say(language, f"console.freeze.reach.{kind}", check=one.check, count=one.compounds, least=least, most=most)


def _misfit(language: str, one: Misfit, called: Mapping[str, str]) -> str:
    name = called.get(one.name, one.name) if one.kind is MisfitKind.DISTRICT else one.name
    return say(language, f"misfit.{one.kind.value}", check=one.check, name=name)


def _gap(language: str, gap: Gap) -> str:
    return say(language, f"gap.{gap.kind.value}", key=gap.key, name=gap.name)
