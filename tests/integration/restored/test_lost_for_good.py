"""A centre restored from an older backup, after which one tablet of the team never comes back: the others see what is gone, and
finish."""

from datetime import date

import pytest

from inspector_app.ui.views.conflict_view import conflict_view
from inspector_app.ui.views.inspection_view import banner
from sync.domain.checklists import Severity
from sync.domain.inspections import UNANSWERED, Outcome, ResultValue, State
from sync.domain.signatures import Ink, Part, Place
from tests.integration.restored.test_restored_backup import NOT_HERE, PASS, finished, picture

pytestmark = pytest.mark.parametrize("restorable", ["sqlite"], indirect=True)  # what is told here happens on the tablet
FAIL = ResultValue(Outcome.FAIL, note="门锁损坏", severity=Severity.MAJOR, severity_reason="多处", due_on=date(2027, 6, 1))
INK = Ink(400, ((10, 10, 500, 200),))


@pytest.fixture
def story(restorable, team_of):
    """A colleague began after the backup, answered, photographed and signed, and the officer has seen it; then the centre's disk
    is lost."""
    team = team_of(2)
    colleague, officer = team.members
    for member in team.members:
        member.sync()
    backup = restorable.backed_up()
    work = colleague.tablet
    work.inspections.start(team.assignment, colleague.person)
    for code in work.inspections.sheet(team.inspection).checklist.by_code:
        work.inspections.answer(team.inspection, code, FAIL if code == "A01" else NOT_HERE, colleague.person)
    work.photos.attach(team.inspection, "A01", picture(1), colleague.person)
    work.signing.sign(team.inspection, Place(Part.ENTERPRISE), "赵经理", INK, colleague.person)
    colleague.sync()
    officer.sync()
    seen = officer.tablet.inspections.sheet(team.inspection)
    assert (seen.value("A01"), len(seen.photos["A01"]), len(seen.signatures)) == (FAIL, 1, 1)
    return team, colleague, officer, backup


@pytest.fixture
def looked_on(restorable, story):
    """The officer had only looked on."""
    team, _, officer, backup = story
    restorable.restore(backup)
    officer.sync()
    return team, officer


@pytest.fixture
def had_gone_on(restorable, story):
    """The officer had answered on what the colleague began."""
    team, _, officer, backup = story
    officer.tablet.inspections.answer(team.inspection, "B02", PASS, officer.person)
    officer.sync()
    restorable.restore(backup)
    return team, officer


def until_all_is_sent(officer) -> None:
    for _ in range(3):
        officer.sync()
    backlog = officer.tablet.sync.status().backlog
    assert (backlog.records, backlog.files) == (0, 0)


def test_what_the_centre_has_no_more_is_not_shown_as_if_it_had_it(looked_on):
    team, officer = looked_on
    sheet = officer.tablet.inspections.sheet(team.inspection)
    assert (sheet.value("A01"), sheet.photos["A01"], sheet.signatures) == (UNANSWERED, [], [])


def test_a_colleagues_answer_stays_in_sight_with_name_and_time_and_says_what_happened(looked_on):
    team, officer = looked_on
    sheet = officer.tablet.inspections.sheet(team.inspection)
    for language, happened, taken in (("zh-CN", "较早的备份", "采用这一份"), ("en", "older backup", "Take this one")):
        told = conflict_view(language, sheet, "A01")
        assert happened in told.hint
        (choice,) = told.choices
        assert (choice.outcome, choice.text, choice.take) == (FAIL.outcome, FAIL.note, taken)
        assert team.members[0].name in choice.who
        assert happened in banner(language, sheet, officer.person).words


def test_taking_it_makes_it_the_officers_own_word_and_the_centre_has_it(restorable, looked_on):
    team, officer = looked_on
    sheet = officer.tablet.inspections.sheet(team.inspection)
    (lost,) = sheet.contested["A01"]
    officer.tablet.inspections.decide(team.inspection, "A01", lost.revision, officer.person, sheet)
    until_all_is_sent(officer)
    assert restorable.rows("SELECT kind, status FROM operations ORDER BY seq") == [
        ("inspection.start", "applied"),
        ("result.set", "applied"),
    ]
    (detail,) = (restorable.centre.records.kept(team.inspection).inspection,)
    assert {one.item_code: one.value for one in detail.results}["A01"] == FAIL
    assert "A01" not in officer.tablet.inspections.sheet(team.inspection).contested


def test_the_others_finish_without_the_tablet_that_is_gone(restorable, had_gone_on):
    """Their own words, which wait for somebody to begin, begin it again by themselves."""
    team, officer = had_gone_on
    until_all_is_sent(officer)
    assert officer.tablet.inspections.sheet(team.inspection).value("B02") == PASS
    finished(team, officer)
    until_all_is_sent(officer)
    assert officer.tablet.inspections.sheet(team.inspection).record.state is State.SUBMITTED
    assert restorable.rows("SELECT state FROM inspections") == [("submitted",)]
    assert restorable.centre.audit.run(read_files=True, watch=lambda done, all_parts: None).differences == []


def test_a_submission_on_answers_that_are_gone_comes_back_and_goes_through_once_they_were_taken(restorable, story):
    team, _, officer, backup = story
    inspections = officer.tablet.inspections
    officer.offline()
    inspections.answer(team.inspection, "A01", NOT_HERE, officer.person)
    inspections.submit(team.inspection, officer.person)
    restorable.restore(backup)
    officer.online()
    until_all_is_sent(officer)
    sheet = inspections.sheet(team.inspection)
    assert (sheet.record.state, sheet.record.refusal) == (State.IN_PROGRESS, "inspection-incomplete")
    assert sheet.value("A01") == NOT_HERE
    assert len(sheet.contested) == len(sheet.checklist.by_code) - 1
    for code, (lost,) in sheet.contested.items():
        inspections.decide(team.inspection, code, lost.revision, officer.person, sheet)
    inspections.submit(team.inspection, officer.person)
    until_all_is_sent(officer)
    assert inspections.sheet(team.inspection).record.state is State.SUBMITTED
    assert restorable.rows("SELECT state FROM inspections") == [("submitted",)]


def test_where_the_tablet_was_only_late_everything_is_as_it_was(restorable, story):
    team, colleague, officer, backup = story
    restorable.restore(backup)
    officer.sync()
    assert officer.tablet.inspections.sheet(team.inspection).value("A01") == UNANSWERED
    colleague.sync()
    officer.sync()
    for member in (colleague, officer):
        sheet = member.tablet.inspections.sheet(team.inspection)
        assert (sheet.value("A01"), sheet.contested, len(sheet.signatures)) == (FAIL, {}, 1)
        assert [photo.facts.item_code for photo in sheet.photos["A01"]] == ["A01"]
        assert banner("en", sheet, member.person) is None


def test_where_it_comes_late_its_own_answer_and_the_one_that_was_taken_are_one(restorable, story):
    team, colleague, officer, backup = story
    restorable.restore(backup)
    officer.sync()
    sheet = officer.tablet.inspections.sheet(team.inspection)
    officer.tablet.inspections.decide(team.inspection, "A01", sheet.contested["A01"][0].revision, officer.person, sheet)
    until_all_is_sent(officer)
    colleague.sync()
    officer.sync()
    colleague.sync()
    for member in (colleague, officer):
        sheet = member.tablet.inspections.sheet(team.inspection)
        assert (sheet.value("A01"), sheet.contested) == (FAIL, {})
    assert {status for (status,) in restorable.rows("SELECT status FROM operations")} == {"applied"}


@pytest.mark.parametrize("by_whom", ["a colleague", "the officer"])
def test_a_photo_that_was_taken_out_since_is_there_again_unless_it_was_taken_out_here(restorable, team_of, by_whom):
    team = team_of(2)
    colleague, officer = team.members
    officer.tablet.inspections.start(team.assignment, officer.person)
    photo = officer.tablet.photos.attach(team.inspection, "A01", picture(1), officer.person).facts.photo_id
    for member in (officer, colleague):
        member.sync()
    backup = restorable.backed_up()
    remover = colleague if by_whom == "a colleague" else officer
    remover.tablet.photos.remove(photo, remover.person)
    for member in (remover, officer):
        member.sync()
    assert officer.tablet.inspections.sheet(team.inspection).photos["A01"] == []
    restorable.restore(backup)
    until_all_is_sent(officer)
    shown = [one.facts.photo_id for one in officer.tablet.inspections.sheet(team.inspection).photos["A01"]]
    assert shown == ([photo] if by_whom == "a colleague" else [])
    assert restorable.rows("SELECT removed_at IS NULL FROM photos") == [(by_whom == "a colleague",)]


def test_what_is_finished_right_after_the_centre_forgot_the_start_goes_through_at_once(restorable, team_of):
    """What waited for the start that is gone, the new start and the submission travel together."""
    team = team_of(2)
    colleague, officer = team.members
    for member in team.members:
        member.sync()
    backup = restorable.backed_up()
    colleague.tablet.inspections.start(team.assignment, colleague.person)
    colleague.sync()
    officer.sync()
    inspections = officer.tablet.inspections
    *answered, last = inspections.sheet(team.inspection).checklist.by_code
    for code in answered:
        inspections.answer(team.inspection, code, NOT_HERE, officer.person)
    officer.sync()
    restorable.restore(backup)
    officer.sync()
    inspections.answer(team.inspection, last, NOT_HERE, officer.person)
    inspections.submit(team.inspection, officer.person)
    officer.sync()
    assert inspections.sheet(team.inspection).record.state is State.SUBMITTED
    assert {status for (status,) in restorable.rows("SELECT status FROM operations")} == {"applied"}
    assert restorable.rows("SELECT state FROM inspections") == [("submitted",)]
