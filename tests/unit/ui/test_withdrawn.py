"""What an inspection says that was given to another team while somebody was at it."""

from dataclasses import replace
from uuid import UUID

import pytest

from inspector_app.ui.views.finish_view import finish_view
from inspector_app.ui.views.inspection_view import BannerKind, banner, list_view
from inspector_app.ui.views.item_view import item_view
from inspector_app.ui.views.submitted_view import submitted_words
from sync.domain.inspections import State
from sync.i18n import say

READER = UUID(int=3)
LANGUAGES = pytest.mark.parametrize("language", ["zh-CN", "en"])


@LANGUAGES
def test_list_item_and_summary_each_say_that_it_is_another_teams(sheet, language):
    gone, words = replace(sheet, withdrawn=True), say(language, "tablet.withdrawn")
    assert banner(language, gone, READER).kind is BannerKind.WITHDRAWN
    assert item_view(language, gone, "A02", gone.record.started_at.date()).withdrawn == words
    assert finish_view(language, gone).withdrawn == words
    assert item_view(language, sheet, "A02", sheet.record.started_at.date()).withdrawn == ""
    assert finish_view(language, sheet).withdrawn == ""


def test_it_is_not_said_twice_side_by_side(sheet):
    gone = replace(sheet, withdrawn=True)
    assert banner("en", gone, READER, beside_item=True) is None
    assert banner("en", gone, READER, beside_summary=True) is None


@LANGUAGES
def test_nothing_leads_on_and_the_summary_asks_for_nothing(sheet, complete, language):
    for one in (sheet, complete):
        gone = replace(one, withdrawn=True)
        assert not list_view(language, gone, "all", None).head.leads_on
        view = finish_view(language, gone)
        assert (view.title, view.hint, view.missing) == (say(language, "tablet.assignments.withdrawn"), "", ())
        assert not view.editable
    assert list_view(language, sheet, "all", None).head.leads_on


def test_what_was_recorded_can_still_be_read_and_put_into_a_document(complete):
    view = finish_view("en", replace(complete, withdrawn=True))
    assert dict(view.figures)[say("en", "outcome.not_applicable")] == "27"
    assert [name for name, _ in view.documents] == ["record"]


def test_nobody_is_warned_of_an_unchanged_return_that_is_another_teams(complete):
    back = replace(complete.record, state=State.RETURNED, submitted_at=complete.record.started_at)
    assert finish_view("en", replace(complete, record=back)).warning
    assert finish_view("en", replace(complete, record=back, withdrawn=True)).warning == ""


@pytest.mark.parametrize(
    ("language", "kept", "promised"), [("zh-CN", "未受理操作", "自动送达"), ("en", "not accepted", "travels")]
)
def test_a_submission_in_the_moment_of_the_change_is_promised_no_more_than_is_true(language, kept, promised):
    words = submitted_words(language, paused=False, withdrawn=True)
    assert kept in words
    assert promised not in words


@LANGUAGES
def test_nobody_is_said_to_be_still_to_sign(complete, language):
    def standings(sheet):
        return {place.standing_text for place in finish_view(language, sheet).signing.places}

    assert standings(complete) == {say(language, "standing.open")}
    assert standings(replace(complete, withdrawn=True)) == {say(language, "standing.open.frozen")}
