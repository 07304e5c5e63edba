from datetime import date
from uuid import UUID

import pytest

from sync.domain.checklists import Bilingual
from sync.domain.findings import FindingState
from sync.protocol.console import DistrictName
from sync.server.public.asking import Asked
from sync.server.public.disclosures import Disclosure, DisclosureFilter, DisclosurePage
from sync.server.public.list_view import list_view

UNFILTERED = DisclosureFilter()
ERQI = Bilingual("二七区", "Erqi")
SOME_ID = UUID("01980000-0000-7000-8000-000000000001")


def disclosure(score=92.5, findings=None):
    return Disclosure(SOME_ID, "绿城百合", "嵩山物业", ERQI, date(2026, 5, 7), score, findings or {})


def view(rows=(), total=0, page=1, pages=1, language="zh-CN", wanted=UNFILTERED):
    return list_view(
        Asked(language, False, wanted), DisclosurePage(tuple(rows), total, page, pages, (DistrictName("erqi", ERQI),))
    )


def test_a_row_speaks_the_language_asked_for():
    assert view([disclosure()]).rows[0].district == "二七区"
    assert view([disclosure()], language="en").rows[0].district == "Erqi"


@pytest.mark.parametrize(("score", "said"), [(92.5, "92.5"), (100.0, "100.0"), (0.0, "0.0"), (None, "–")])
def test_a_score_has_one_decimal_and_none_is_a_dash(score, said):
    assert view([disclosure(score)]).rows[0].score == said


def test_only_states_that_occur_are_counted_open_ones_first():
    findings = {FindingState.FIXED_ON_SPOT: 1, FindingState.OPEN: 2, FindingState.CLOSED: 0}
    assert view([disclosure(findings=findings)]).rows[0].findings == ((FindingState.OPEN, 2), (FindingState.FIXED_ON_SPOT, 1))


def test_one_page_needs_no_links_to_pages():
    shown = view([disclosure()], total=1)
    assert (shown.pages, shown.previous, shown.next) == ((), "", "")


@pytest.mark.parametrize(
    ("page", "pages", "numbers"),
    [
        (1, 2, [1, 2]),
        (1, 9, [1, 2, None, 9]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (9, 9, [1, None, 8, 9]),
        (2, 3, [1, 2, 3]),
    ],
)
def test_links_lead_to_the_first_the_last_and_the_neighbours(page, pages, numbers):
    shown = view([disclosure()], total=pages * 20, page=page, pages=pages)
    assert [link.number for link in shown.pages] == numbers
    assert [link.number for link in shown.pages if link.here] == [page]


def test_the_shown_page_counts_when_the_asked_one_does_not_exist():
    shown = view([disclosure()] * 5, total=45, page=3, pages=3, wanted=DisclosureFilter(search="绿", page=99))
    assert (shown.first, shown.last, shown.next) == (41, 45, "")
    assert shown.previous.endswith("page=2")
    assert shown.rows[0].address.endswith("page=3")


@pytest.mark.parametrize(
    ("wanted", "narrowed"),
    [
        (DisclosureFilter(), False),
        (DisclosureFilter(page=2), False),
        (DisclosureFilter("园"), True),
        (DisclosureFilter(district="x"), True),
    ],
)
def test_a_search_or_a_district_narrows_a_page_does_not(wanted, narrowed):
    assert view(wanted=wanted).narrowed is narrowed
