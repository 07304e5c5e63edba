from uuid import UUID

import pytest

from sync.server.public.asking import Asked, read_asked
from sync.server.public.disclosures import DisclosureFilter

SOME_ID = UUID("01980000-0000-7000-8000-000000000001")


@pytest.mark.parametrize(
    ("parameters", "header", "language", "chosen"),
    [
        ({}, None, "zh-CN", False),
        ({}, "en-GB,en;q=0.8", "en", False),
        ({"lang": "en"}, "zh-CN", "en", True),
        ({"lang": "zh-CN"}, "en", "zh-CN", True),
        ({"lang": "tlh"}, "en", "en", False),
    ],
)
def test_the_address_decides_on_the_language_before_the_browser_does(parameters, header, language, chosen):
    asked = read_asked(parameters, header)
    assert (asked.language, asked.chosen) == (language, chosen)


@pytest.mark.parametrize(
    ("text", "page"), [("3", 3), ("0", 1), ("-2", 1), ("x", 1), ("", 1), ("²", 1), ("9" * 5000, 1), ("1e3", 1)]
)
def test_a_page_that_cannot_be_is_the_first(text, page):
    assert read_asked({"page": text}, None).wanted.page == page


def test_a_search_is_one_short_line_that_every_database_takes():
    assert read_asked({"q": "  嵩山\x00\ud800花园\n "}, None).wanted.search == "嵩山  花园"
    assert len(read_asked({"q": "长" * 500}, None).wanted.search) == 60


def test_every_address_keeps_the_filter_the_page_and_the_chosen_language():
    asked = Asked("en", True, DisclosureFilter("a&b 园", "erqi", 3))
    assert asked.list() == "/public?q=a%26b+%E5%9B%AD&district=erqi&page=3&lang=en"
    assert asked.inspection(SOME_ID) == f"/public/inspections/{SOME_ID}?q=a%26b+%E5%9B%AD&district=erqi&page=3&lang=en"


def test_an_address_says_nothing_that_nobody_asked_for():
    asked = read_asked({}, "en")
    assert asked.list() == "/public"
    assert asked.home() == "/"


def test_the_other_language_is_named_and_everything_else_is_kept():
    other = Asked("zh-CN", False, DisclosureFilter("园", "", 2)).in_other_language()
    assert other.list() == "/public?q=%E5%9B%AD&page=2&lang=en"
    assert other.in_other_language().language == "zh-CN"
