"""What the pages of draws show."""

from dataclasses import dataclass
from datetime import datetime

from sync.domain.campaigns.states import DrawState
from sync.domain.checklists import Bilingual
from sync.domain.clock import in_china
from sync.domain.draw.plan import Check, Departments, Plan
from sync.domain.draw.seeds import Seed
from sync.domain.draw.wording import shortfall_sentence
from sync.i18n import say
from sync.server.public.asking import DRAWS, Asked
from sync.server.public.draws import DisclosedCampaign, DisclosedDraw, DrawPage

SCRIPTS = f"{DRAWS}/scripts/"
SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """``state``: of the newest draw; ``visits`` empty where they are not known yet."""

    address: str
    name: str
    first_day: str
    last_day: str
    draws: int
    state: str
    visits: str


@dataclass(frozen=True, slots=True)
class DrawListView:
    """The list as it is shown; ``previous`` and ``next`` are addresses, or empty."""

    asked: Asked
    rows: tuple[CampaignRow, ...]
    page: int
    pages: int
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check of a plan. ``id``: as the files name it. ``about``: which compounds it looks at, ``rates``: how many of them are
    drawn; both in words."""

    name: str
    id: str
    checklist: str
    version: str
    about: str
    rates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file with its SHA-256 (empty for what came after the digests); ``address`` empty while it may not be had."""

    name: str
    digest: str
    address: str


@dataclass(frozen=True, slots=True)
class VisitLine:
    number: int
    compound: str
    code: str
    district: str
    grade: str
    checks: str


@dataclass(frozen=True, slots=True)
class ReplacementLine:
    """Somebody went instead of somebody, neither of them named, on these visits."""

    number: int
    reason: str
    visits: str


@dataclass(frozen=True, slots=True)
class DrawView:
    """One draw. ``rules`` are sentences; ``seed`` and ``key`` empty before it is known; ``more`` visits are in the files alone.
    ``check``: the address of the page that draws again, empty while there is nothing to draw from."""

    number: int
    state: str
    reason: str
    frozen: str
    pools: tuple[tuple[str, int], ...]
    checks: tuple[CheckLine, ...]
    rules: tuple[str, ...]
    seed_kind: str
    announced: str
    seed: tuple[str, ...]
    seed_at: str
    witnesses: tuple[str, ...]
    key: str
    shortfalls: tuple[str, ...]
    visits: tuple[VisitLine, ...]
    visit_count: int
    more: int
    replacements: tuple[ReplacementLine, ...]
    files: tuple[FileLine, ...]
    check: str


@dataclass(frozen=True, slots=True)
class CampaignView:
    """The page of a campaign. ``release_at``: the time in Zhengzhou, while something is sealed."""

    asked: Asked
    name: str
    first_day: str
    last_day: str
    release_at: str
    draws: tuple[DrawView, ...]
    archive: str
    home: str


def draw_list_view(asked: Asked, found: DrawPage) -> DrawListView:
    """The list in the language asked for."""
    here = asked.on_page(found.page)
    return DrawListView(
        asked=here,
        rows=tuple(_row(asked.without_filter(), campaign) for campaign in found.rows),
        page=found.page,
        pages=found.pages,
        previous=asked.on_page(found.page - 1).at(DRAWS) if found.page > 1 else "",
        next=asked.on_page(found.page + 1).at(DRAWS) if found.page < found.pages else "",
    )


def campaign_view(asked: Asked, found: DisclosedCampaign) -> CampaignView:
    """One campaign in the language asked for."""
    sealed = any(draw.sealed for draw in found.draws)
    return CampaignView(
        asked=asked,
        name=found.name,
        first_day=found.first_day,
        last_day=found.last_day,
        release_at=_moment(found.release_at) if sealed and found.release_at else "",
        draws=tuple(_draw(asked, found, draw) for draw in found.draws),
        archive=f"{DRAWS}/{found.id}/folder.zip",
        home=asked.draws(),
    )


def _row(asked: Asked, found: DisclosedCampaign) -> CampaignRow:
    newest = found.draws[0]
    visits = str(newest.published.visits) if newest.published.visits else ""
    state = _state(newest)
    return CampaignRow(
        asked.at(f"{DRAWS}/{found.id}"), found.name, found.first_day, found.last_day, len(found.draws), state, visits
    )


def _state(draw: DisclosedDraw) -> str:
    return SEALED if draw.sealed and draw.published.state is DrawState.DRAWN else draw.published.state.value


def _draw(asked: Asked, found: DisclosedCampaign, draw: DisclosedDraw) -> DrawView:
    one, language = draw.published, asked.language
    place = f"{DRAWS}/{found.id}/{one.number}"
    checks = {check.id: check_name(language, number) for number, check in enumerate(one.plan.checks, 1)}
    visits = tuple(
        VisitLine(
            visit.number,
            visit.name,
            visit.compound,
            _name(found.districts.get(visit.district), visit.district, language),
            visit.grade,
            say(language, "shortfall.comma").join(checks[check] for check in visit.checks),
        )
        for visit in draw.visits
    )
    return DrawView(
        number=one.number,
        state=_state(draw),
        reason=one.plan.reason,
        frozen=one.frozen,
        pools=(("compounds", one.compounds), ("officers", one.officers), ("experts", one.experts)),
        checks=tuple(_check(check, checks[check.id], found, language) for check in one.plan.checks),
        rules=tuple(_rules(one.plan, language)),
        seed_kind=say(language, f"public.draws.seed.{one.plan.seed.kind.value}"),
        announced=one.plan.seed.announced,
        seed=_seed_lines(one.seed),
        seed_at=one.seed.at if one.seed else "",
        witnesses=one.seed.witnesses if one.seed else (),
        key=one.key,
        shortfalls=tuple(shortfall_sentence(language, shortfall) for shortfall in one.shortfalls),
        visits=visits,
        visit_count=one.visits,
        more=one.visits - len(visits),
        replacements=tuple(
            ReplacementLine(each.request.number, each.request.reason, ", ".join(map(str, each.request.visits)))
            for each in one.replacements
        ),
        files=tuple(_files(place, draw)),
        check=asked.without_filter().at(f"{place}/check") if one.seed else "",
    )


def check_name(language: str, number: int | str) -> str:
    """What readers call a check by its place in the plan: nobody outside knows the word that the files have for it."""
    return say(language, "public.draws.check_number", number=number)


def district_names(found: DisclosedCampaign, language: str) -> dict[str, str]:
    """Names by code, for who has nothing but the files."""
    return {code: name.in_language(language) for code, name in found.districts.items()}


def _check(check: Check, name: str, found: DisclosedCampaign, language: str) -> CheckLine:
    def joined(words: tuple[str, ...]) -> str:
        return say(language, "shortfall.comma").join(words)

    districts = tuple(_name(found.districts.get(code), code, language) for code in check.districts)
    narrowed = [
        say(language, f"public.draws.only.{name}", words=joined(words))
        for name, words in (("kinds", check.kinds), ("districts", districts), ("marks", check.marks))
        if words
    ]
    rates = [f"{grade} {_percent(rate)}" for grade, rate in sorted(check.rates, key=lambda one: (one[1], one[0]))]
    rates += [
        f"{_name(found.districts.get(code), code, language)} {grade} {_percent(rate)}"
        for code, grade, rate in sorted(check.district_rates)
    ]
    return CheckLine(
        name=name,
        id=check.id,
        checklist=_name(found.checklists.get((check.checklist, check.version)), check.checklist, language),
        version=check.version,
        about=joined(tuple(narrowed)) or say(language, "public.draws.every_compound"),
        rates=(say(language, "public.draws.cover"),) if check.cover else tuple(rates),
    )


def _rules(plan: Plan, language: str) -> list[str]:
    """What a citizen may want to know of a plan besides its checks."""
    rules = []
    if plan.enterprise_cap:
        rules.append(say(language, "public.draws.rule.cap", count=plan.enterprise_cap))
    if plan.mark_weights:
        weights = ", ".join(f"{mark} +{weight}" for mark, weight in sorted(plan.mark_weights))
        rules.append(say(language, "public.draws.rule.weights", weights=weights, most=plan.most_weight))
    if plan.home_district:
        rules.append(say(language, "public.draws.rule.home"))
    if plan.departments is Departments.DIFFERENT:
        rules.append(say(language, "public.draws.rule.departments"))
    return rules


def _files(place: str, draw: DisclosedDraw) -> list[FileLine]:
    names = sorted({*draw.published.digests, *draw.files}, key=lambda name: (name not in draw.published.digests, name))
    return [
        FileLine(name, draw.published.digests.get(name, ""), f"{place}/files/{name}" if name in draw.files else "")
        for name in names
    ]


def _seed_lines(seed: Seed | None) -> tuple[str, ...]:
    if seed is None:
        return ()
    return tuple(f"{party}: {secret}" for party, secret in seed.openings) or (seed.value,)


def _name(known: Bilingual | None, code: str, language: str) -> str:
    return known.in_language(language) if known else code


def _percent(rate: int) -> str:
    """From hundredths of a percent."""
    return f"{rate / 100:g} %"


def _moment(moment: datetime) -> str:
    return in_china(moment).strftime("%Y-%m-%d %H:%M")
