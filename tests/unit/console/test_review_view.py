"""A return in the making."""

import pytest

from inspector_app.console.screens.review_view import ReturnDraft, problem_with_return, return_request
from sync.domain.inspections import ReturnedItem
from sync.i18n import LANGUAGES, say


def test_a_return_without_any_reason_is_not_sent() -> None:
    assert problem_with_return(ReturnDraft()) == "console.return.say_why"
    assert problem_with_return(ReturnDraft(comment="  \n")) == "console.return.say_why"


def test_every_marked_item_needs_a_reason_of_its_own_or_the_general_one() -> None:
    assert problem_with_return(ReturnDraft(items={"A01": "补拍", "A02": " "})) == "console.return.say_why_item"
    assert problem_with_return(ReturnDraft(comment="照片都不清楚", items={"A01": "", "A02": ""})) is None
    assert problem_with_return(ReturnDraft(items={"A01": "补拍"})) is None


def test_a_general_comment_is_enough() -> None:
    assert problem_with_return(ReturnDraft(comment="请重新核对")) is None


@pytest.mark.parametrize("draft", [ReturnDraft(comment="长" * 2001), ReturnDraft(comment="短", items={"A01": "长" * 2001})])
def test_a_comment_beyond_the_longest_text_is_not_sent(draft: ReturnDraft) -> None:
    assert problem_with_return(draft) == "console.return.too_long"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["console.return.say_why", "console.return.say_why_item", "console.return.too_long"])
def test_every_problem_has_a_sentence(language: str, key: str) -> None:
    assert say(language, key).endswith(("。", "."))


def test_items_are_sent_in_checklist_order_with_trimmed_texts() -> None:
    draft = ReturnDraft(comment=" 请补充 ")
    draft.mark("B01")
    draft.mark("A02")
    draft.items["B01"] = " 补拍 \n"
    request = return_request(draft, 7, ["A01", "A02", "B01"])
    assert (request.base_state_rev, request.comment) == (7, "请补充")
    assert request.items == (ReturnedItem("A02", ""), ReturnedItem("B01", "补拍"))


def test_taking_a_mark_away_drops_its_comment() -> None:
    draft = ReturnDraft()
    draft.mark("A01")
    draft.items["A01"] = "补拍"
    draft.mark("A01")
    assert draft.comment_on("A01") == "补拍"
    draft.unmark("A01")
    assert not draft.is_marked("A01")
    assert draft.comment_on("A01") == ""
    assert draft.empty
