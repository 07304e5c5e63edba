"""What is finished while nothing is sent."""

import pytest

from sync.domain.inspections import State

pytestmark = [pytest.mark.browser, pytest.mark.details]


def test_whoever_submits_while_the_sync_is_paused_reads_that_it_goes_once_that_is_resumed(page, sheet, answer_all):
    page.tap("sync-chip")
    page.tap("pause")
    page.at("resume").wait_for()
    page.tap("back")
    page.open_assignment()
    answer_all()
    page.finish()
    page.submit()
    page.see("message", "同步已暂停")
    page.eventually(lambda: sheet().record.state is State.SUBMITTED)
    page.open_assignment(3)
    page.tap("finish")
    page.see("finish-hint", "点“继续同步”后自动送达中心")

    page.tap("sync-chip")
    page.tap("resume")
    page.at("pause").wait_for()
    page.tap("back")
    page.tap("finish")
    page.see("finish-hint", "联网后自动送达中心")
