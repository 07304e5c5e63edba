"""A supervisor reviews what a team has sent, in a real browser against a real centre."""

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("console")]


def test_a_new_submission_appears_without_reload_and_within_five_seconds(console: Any, team: Any) -> None:
    console.see("line", "实时更新")
    inspection = team.record()
    assert not console.at(f"inspection-{inspection}").count()
    team.sync()
    console.at(f"inspection-{inspection}").wait_for(timeout=5_000)


def test_an_open_inspection_shows_items_findings_and_photos(console: Any, team: Any) -> None:
    inspection = team.visit(failures=5, photos=14)
    console.click(f"inspection-{inspection}")
    console.see("state", "待审核")
    console.see("findings", "5 个问题")
    console.see("evidence", "14/14")
    console.shot("detail")
    console.click("show-failed")
    console.starting("photo-").first.wait_for()
    console.starting("photo-").first.click()
    console.see("photo-facts", "SHA-256")
    console.shot("viewer")
