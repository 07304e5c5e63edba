from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from sync.bundled import bundled_checklist
from sync.domain.checklists import Bilingual, LegalBasis, Severity, read_checklist
from sync.domain.findings import FindingState
from sync.domain.inspections import Outcome
from sync.server.public.asking import Asked
from sync.server.public.disclosures import DisclosedFinding, Disclosure, DisclosureFilter, FullDisclosure
from sync.server.public.inspection_view import inspection_view

CHECKLIST = read_checklist(bundled_checklist().document)
HEAD = Disclosure(
    UUID("01980000-0000-7000-8000-000000000001"), "绿城百合", "嵩山物业", Bilingual("二七区", "Erqi"), date(2026, 5, 7), 92.5, {}
)


def view(language="zh-CN", outcomes=None, findings=(), checklist=CHECKLIST):
    found = FullDisclosure(HEAD, "花园路1号", "91410100MA0000000X", "春季检查", checklist, outcomes or {}, tuple(findings))
    return inspection_view(Asked(language, False, DisclosureFilter()), found)


def test_items_stand_by_category_in_the_order_of_the_checklist():
    shown = view(language="en")
    assert [category for category, _ in shown.groups] == [category.en for category, _ in CHECKLIST.categories()]
    assert [line.code for _, lines in shown.groups for line in lines] == [item.code for item in CHECKLIST.items]


def test_outcomes_are_counted_and_what_was_not_answered_is_not_hidden():
    first, second, third, *_ = (item.code for item in CHECKLIST.items)
    shown = view(outcomes={first: Outcome.FAIL, second: Outcome.PASS, third: Outcome.PASS})
    assert shown.tallies == ((Outcome.PASS, 2), (Outcome.FAIL, 1), (None, 24))


def test_articles_of_one_law_stand_together():
    basis = (LegalBasis("甲法", "第一条"), LegalBasis("乙条例", "第九条"), LegalBasis("甲法", "第三条"))
    item = replace(CHECKLIST.items[0], basis=basis)
    (card,) = view(findings=[DisclosedFinding(item, Severity.MAJOR, None, FindingState.OPEN)]).findings
    assert card.basis == (("甲法", ("第一条", "第三条")), ("乙条例", ("第九条",)))


@pytest.mark.parametrize(("due_on", "said"), [(date(2026, 6, 1), "2026-06-01"), (None, "")])
def test_a_finding_says_until_when_unless_it_was_fixed_on_the_spot(due_on, said):
    (card,) = view(findings=[DisclosedFinding(CHECKLIST.items[0], Severity.MINOR, due_on, FindingState.OPEN)]).findings
    assert card.due_on == said


@pytest.mark.parametrize("draft", [True, False])
def test_a_draft_is_marked_as_one(draft):
    assert view(checklist=replace(CHECKLIST, draft=draft)).draft is draft
