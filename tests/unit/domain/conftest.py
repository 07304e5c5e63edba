from collections.abc import Callable
from dataclasses import replace

import pytest

from sync.bundled import bundled_checklist
from sync.domain.checklists import Bilingual, Checklist, Item, LegalBasis, Method, PhotoRule, Severity, read_checklist


@pytest.fixture(scope="session")
def document() -> str:
    return bundled_checklist().document


@pytest.fixture(scope="session")
def checklist(document: str) -> Checklist:
    return read_checklist(document)


@pytest.fixture(scope="session")
def item() -> Callable[..., Item]:
    """Makes an item of a major, scored matter whose photo is optional; changes as given."""
    plain = Item(
        code="A01",
        category=Bilingual("类", "Category"),
        title=Bilingual("事项", "Item"),
        guidance=Bilingual("看一看", "Look"),
        method=Method.ONSITE,
        basis=(LegalBasis("法", "第一条"),),
        severity=Severity.MAJOR,
        photo=PhotoRule.OPTIONAL,
        due_days=7,
        weight=10,
        scored=True,
    )
    return lambda **changes: replace(plain, **changes)


@pytest.fixture(scope="session")
def checklist_of() -> Callable[..., Checklist]:
    return lambda *items: Checklist("c", "1", Bilingual("表", "List"), "", tuple(items))
