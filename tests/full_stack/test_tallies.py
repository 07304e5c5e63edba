"""A soak is long: what it has counted must outlive it, and stand in the docs as it was counted."""

from pathlib import Path

import pytest

from tests import tallies
from tests.full_stack.schedule import Outcome
from tests.full_stack.tally import Tally, write_report
from tests.simulation import campaign

PAGE = "before\n<!-- full stack: figures -->\nold\n<!-- full stack: end -->\nafter\n"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tallies, "FOLDER", tmp_path / "tallies")
    monkeypatch.setattr(tallies, "PAGE", tmp_path / "page.md")
    return tmp_path


def test_seeds_are_counted_on_where_the_last_run_ended_and_those_that_failed_stay_named() -> None:
    tally = campaign.Tally(first=7, counts_on=True)
    tally.failures.append((3, "lost: an answer"))
    tally.counts["seeds"] = 7
    tally.save()
    assert campaign.kept_tally() == tally


def test_schedules_begin_at_the_first_where_nothing_was_kept_or_nobody_wants_to_go_on() -> None:
    tallies.keep("full-stack-sqlite", {"next_seed": 9})
    assert Tally("sqlite", resume=True).next_seed == 9
    assert Tally("sqlite", resume=False).next_seed == Tally("postgres", resume=True).next_seed == 1


@pytest.mark.details
@pytest.mark.parametrize("goes_on", [True, False])
def test_only_a_run_that_counts_on_changes_what_was_counted(goes_on: bool) -> None:
    for name, kept in (("full-stack-sqlite", {"schedules": 7609}), (campaign.NAME, {"first": 90, "counts": {}, "failures": []})):
        tallies.keep(name, kept)
    schedules = Tally("sqlite", resume=goes_on)
    schedules.count(Outcome(seed=3, problems=[], lives=1, starts=0, requests=1, seconds=0.1))
    assert str(schedules).startswith("7610 schedules" if goes_on else "1 schedules")
    seeds = campaign.kept_tally() if goes_on else campaign.Tally()
    campaign.go_on(seeds, seeds.first + 1, 1, lambda _: None)
    assert seeds.counts["seeds"] == 1
    assert Tally("sqlite", resume=True).figures()[0] == ("7,610" if goes_on else "7,609")
    assert campaign.kept_tally().first == (91 if goes_on else 90)


def test_the_page_shows_what_was_counted_and_keeps_the_words_around_it(elsewhere: Path) -> None:
    (elsewhere / "page.md").write_text(PAGE)
    tallies.keep("full-stack-sqlite", {"schedules": 1234, "failed": [3], "faults": {"none": 40, "lost": 2, "slow": 3}})
    write_report()
    page = (elsewhere / "page.md").read_text()
    assert page.startswith("before\n")
    assert page.endswith("\nafter\n")
    assert "old" not in page
    assert [line for line in page.splitlines() if line.startswith(("| schedules", "| of these", "| failed"))] == [
        "| schedules | 1,234 | 0 |",
        "| of these disturbed | 5 | 0 |",
        "| failed | 1 | 0 |",
    ]


def test_a_page_without_a_place_for_the_figures_is_said_and_left_alone(elsewhere: Path) -> None:
    (elsewhere / "page.md").write_text("nothing here\n")
    with pytest.raises(ValueError, match="full stack"):
        write_report()
    assert (elsewhere / "page.md").read_text() == "nothing here\n"
