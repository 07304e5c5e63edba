"""What the list of accepted inspections shows."""

from dataclasses import dataclass, replace

from sync.domain.findings import FindingState
from sync.server.public.asking import Asked
from sync.server.public.disclosures import PAGE_SIZE, Disclosure, DisclosurePage


@dataclass(frozen=True, slots=True)
class Row:
    """One inspection. ``findings`` are states with their counts, none with 0; ``visited_on`` is ISO 8601."""

    address: str
    compound: str
    enterprise: str
    district: str
    visited_on: str
    score: str
    findings: tuple[tuple[FindingState, int], ...]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page to go to; ``number`` None stands for pages left out."""

    number: int | None
    address: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class ListView:
    """The page as it is shown. ``first`` to ``last`` of ``total``; ``previous`` and ``next`` are addresses, or empty."""

    asked: Asked
    rows: tuple[Row, ...]
    districts: tuple[tuple[str, str], ...]
    narrowed: bool
    first: int
    last: int
    total: int
    pages: tuple[PageLink, ...]
    previous: str
    next: str


def list_view(asked: Asked, found: DisclosurePage) -> ListView:
    """The list in the language asked for."""
    here = asked.on_page(found.page)
    first = (found.page - 1) * PAGE_SIZE
    return ListView(
        asked=here,
        rows=tuple(row_of(here, disclosure) for disclosure in found.rows),
        districts=tuple((district.code, district.name.in_language(asked.language)) for district in found.districts),
        narrowed=replace(here, wanted=replace(here.wanted, page=1)).wanted != here.without_filter().wanted,
        first=first + 1 if found.rows else 0,
        last=first + len(found.rows),
        total=found.total,
        pages=_page_links(here, found),
        previous=here.on_page(found.page - 1).list() if found.page > 1 else "",
        next=here.on_page(found.page + 1).list() if found.page < found.pages else "",
    )


def row_of(asked: Asked, disclosure: Disclosure) -> Row:
    """One inspection in the language asked for."""
    return Row(
        address=asked.inspection(disclosure.inspection_id),
        compound=disclosure.compound,
        enterprise=disclosure.enterprise,
        district=disclosure.district.in_language(asked.language),
        visited_on=disclosure.visited_on.isoformat(),
        score="–" if disclosure.score is None else f"{disclosure.score:.1f}",
        findings=tuple((state, disclosure.findings[state]) for state in FindingState if disclosure.findings.get(state)),
    )


def _page_links(asked: Asked, found: DisclosurePage) -> tuple[PageLink, ...]:
    """First, last, and those around here; none where everything fits on one page."""
    if found.pages == 1:
        return ()
    shown = sorted({1, found.pages, *range(max(1, found.page - 1), min(found.pages, found.page + 1) + 1)})
    links: list[PageLink] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number > before + 1:
            links.append(PageLink(None))
        links.append(PageLink(number, asked.on_page(number).list(), number == found.page))
    return tuple(links)
