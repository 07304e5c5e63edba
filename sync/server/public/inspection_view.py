"""What the page of one accepted inspection shows."""

from collections import Counter
from dataclasses import dataclass

from sync.domain.checklists import Item, LegalBasis, Severity
from sync.domain.findings import FindingState
from sync.domain.inspections import Outcome
from sync.server.public.asking import Asked
from sync.server.public.disclosures import DisclosedFinding, FullDisclosure
from sync.server.public.list_view import Row, row_of


@dataclass(frozen=True, slots=True)
class ItemLine:
    code: str
    title: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class FindingCard:
    """``due_on`` is ISO 8601, empty when it was fixed on the spot; ``basis``: laws, each with its articles."""

    code: str
    title: str
    severity: Severity
    state: FindingState
    due_on: str
    basis: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class InspectionView:
    """The page as it is shown. ``tallies`` count outcomes, none with 0; ``groups`` are the items by category."""

    asked: Asked
    head: Row
    address: str
    credit_code: str
    campaign: str
    checklist: str
    version: str
    draft: bool
    item_count: int
    tallies: tuple[tuple[Outcome | None, int], ...]
    findings: tuple[FindingCard, ...]
    groups: tuple[tuple[str, tuple[ItemLine, ...]], ...]


def inspection_view(asked: Asked, found: FullDisclosure) -> InspectionView:
    """One inspection in the language asked for."""
    checklist, language = found.checklist, asked.language
    counts = Counter(found.outcomes.get(item.code) for item in checklist.items)
    return InspectionView(
        asked=asked,
        head=row_of(asked, found.head),
        address=found.address,
        credit_code=found.credit_code,
        campaign=found.campaign,
        checklist=checklist.title.in_language(language),
        version=checklist.version,
        draft=checklist.draft,
        item_count=len(checklist.items),
        tallies=tuple((outcome, counts[outcome]) for outcome in (*Outcome, None) if counts[outcome]),
        findings=tuple(_card(finding, language) for finding in found.findings),
        groups=tuple(
            (category.in_language(language), tuple(_line(item, found.outcomes.get(item.code), language) for item in items))
            for category, items in checklist.categories()
        ),
    )


def _card(finding: DisclosedFinding, language: str) -> FindingCard:
    return FindingCard(
        code=finding.item.code,
        title=finding.item.title.in_language(language),
        severity=finding.severity,
        state=finding.state,
        due_on=finding.due_on.isoformat() if finding.due_on else "",
        basis=_by_law(finding.item.basis),
    )


def _line(item: Item, outcome: Outcome | None, language: str) -> ItemLine:
    return ItemLine(item.code, item.title.in_language(language), outcome)


def _by_law(basis: tuple[LegalBasis, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    articles: dict[str, tuple[str, ...]] = {}
    for provision in basis:
        articles[provision.law] = (*articles.get(provision.law, ()), provision.article)
    return tuple(articles.items())
