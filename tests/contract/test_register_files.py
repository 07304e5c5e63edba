"""Registers as files, on both databases: all or nothing, the same again, with history, and told to tablets."""

from datetime import timedelta
from hashlib import sha256

import pytest

from inspector_app.demo.credit_codes import invented_credit_code
from sync.domain.clock import SystemClock, local_day
from sync.domain.people import Role
from sync.domain.registers.certificates import SOON
from sync.domain.registers.columns import COLUMNS, Register, blank
from sync.errors import AccessDenied, RegisterMoved, RegisterRowsWrong, TableUnreadable
from sync.protocol.registers import EnterpriseFilter, FileFormat, RegisterFilter, Shown
from sync.server.services.file_imports import Upload
from sync.spreadsheets.csv_files import write_csv
from sync.spreadsheets.opening import read_table


@pytest.fixture
def desk(world):
    """An administrator's client, and rows that belong to this world alone."""
    return Desk(world)


class Desk:
    def __init__(self, world):
        self.world = world
        self.centre = world.supervisor(Role.ADMINISTRATOR)
        self.mark = world.district
        self.number = int(world.district[1:]) % 10**6

    def compound(self, n=1, **changed):
        return (
            blank(Register.COMPOUNDS)
            | {
                "code": f"{self.mark}-N{n}",
                "name": f"桐荫家园{n}",
                "address": f"花园路{n}号",
                "district": self.mark,
                "enterprise_code": invented_credit_code(self.number),
                "enterprise_name": f"嵩山物业{self.mark}",
                "marks": "高层",
            }
            | changed
        )

    def officer(self, n=1, **changed):
        return (
            blank(Register.OFFICERS)
            | {
                "certificate": f"{self.mark}{n:03d}号",
                "name": f"张{n}",
                "home_district": self.mark,
                "department": "执法一队",
                "checked": "yes",
                "valid_until": "2028-12-31",
            }
            | changed
        )

    def bring(self, register, *rows, **how):
        return self.centre.import_register(register, "名录.csv", csv(register, *rows), **how)

    def rows(self, register, search=None, show=Shown.ALL):
        return self.centre.register(register, RegisterFilter(show, search or self.mark, page_size=100)).rows

    def facts(self, register, search=None):
        return [row.facts for row in self.rows(register, search)]


def csv(register, *rows):
    names = [column.name for column in COLUMNS[register]]
    return write_csv([names, *([row[name] for name in names] for row in rows)])


def told(done):
    return done.new, done.changed, done.unchanged, done.left_out


def test_a_preview_says_everything_and_changes_nothing(desk):
    wrong = desk.compound(2, grade="D")
    content = csv(Register.COMPOUNDS, desk.compound(), wrong)
    preview = desk.centre.preview_register(Register.COMPOUNDS, "名录.csv", content)
    assert (preview.rows, preview.good, preview.new, preview.changed, preview.unchanged) == (2, 1, 1, 0, 0)
    assert [(one.row, one.place, one.column, one.code, one.value) for one in preview.problems] == [
        (3, "G", "grade", "grade", "D")
    ]
    assert preview.file_sha256 == sha256(content).hexdigest()
    assert preview.changes[0].after == desk.compound()
    assert desk.facts(Register.COMPOUNDS, desk.compound()["code"]) == []


@pytest.mark.parametrize(("register", "make"), [(Register.COMPOUNDS, Desk.compound), (Register.OFFICERS, Desk.officer)])
def test_what_was_imported_is_there_and_the_same_file_again_changes_nothing(desk, register, make):
    rows = make(desk, 1), make(desk, 2)
    assert told(desk.bring(register, *rows)) == (2, 0, 0, 0)
    assert [one for one in desk.facts(register) if one in rows] == list(rows)
    assert told(desk.bring(register, *rows)) == (0, 0, 2, 0)


def test_nothing_is_imported_where_a_row_is_wrong_unless_the_good_ones_are_wanted(desk):
    rows = desk.officer(1), desk.officer(2, valid_until="bald")
    with pytest.raises(RegisterRowsWrong) as refused:
        desk.bring(Register.OFFICERS, *rows)
    assert refused.value.fields == {"count": 1}
    assert desk.facts(Register.OFFICERS) == []
    assert told(desk.bring(Register.OFFICERS, *rows, good_rows=True)) == (1, 0, 0, 1)
    assert desk.facts(Register.OFFICERS) == [desk.officer(1)]


def test_a_file_without_a_good_row_is_refused_whatever_is_wanted(desk):
    with pytest.raises(RegisterRowsWrong):
        desk.bring(Register.OFFICERS, desk.officer(checked=""), good_rows=True)


@pytest.mark.parametrize("file_format", FileFormat)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_an_exported_register_imported_again_changes_nothing(desk, file_format, language):
    desk.bring(
        Register.COMPOUNDS, desk.compound(1, kind="住宅", latitude="34.7", longitude="113.6"), desk.compound(2, name="=1+1")
    )
    content = desk.centre.register_file(Register.COMPOUNDS, file_format, language)
    heading, *lines = read_table(content)
    mine = [[*line.cells, *[""] * (12 - len(line.cells))] for line in lines if line.cells[0].startswith(f"{desk.mark}-N")]
    again = write_csv([heading.cells, *mine])
    assert told(desk.centre.import_register(Register.COMPOUNDS, "again.csv", again)) == (0, 0, 2, 0)


def test_every_change_is_kept_with_who_when_and_which_file(desk):
    desk.bring(Register.OFFICERS, desk.officer())
    desk.bring(Register.OFFICERS, desk.officer(department="执法二队"))
    (row,) = desk.rows(Register.OFFICERS)
    later, first = desk.centre.register_history(Register.OFFICERS, row.id).rows
    assert (first.before, first.after) == (None, desk.officer())
    assert (later.before, later.after) == (desk.officer(), desk.officer(department="执法二队"))
    digest = sha256(csv(Register.OFFICERS, later.after)).hexdigest()
    assert (later.key, later.by, later.file_name, later.file_sha256) == (row.facts["certificate"], "陈审核", "名录.csv", digest)
    assert later.at >= first.at


def test_what_was_entered_otherwise_is_in_the_history_too(desk):
    row = next(row for row in desk.rows(Register.COMPOUNDS) if row.facts["name"] == "桐荫家园")
    (entered,) = desk.centre.register_history(Register.COMPOUNDS, row.id).rows
    assert (entered.before, entered.after, entered.file_name, entered.by) == (None, row.facts, "", "")


def test_an_import_does_what_its_preview_said_or_nothing(desk):
    content = csv(Register.OFFICERS, desk.officer())
    seen = desk.centre.preview_register(Register.OFFICERS, "名录.csv", content).seen
    desk.bring(Register.OFFICERS, desk.officer(department="执法三队"))
    with pytest.raises(RegisterMoved):
        desk.centre.import_register(Register.OFFICERS, "名录.csv", content, seen=seen)
    seen = desk.centre.preview_register(Register.OFFICERS, "名录.csv", content).seen
    assert told(desk.centre.import_register(Register.OFFICERS, "名录.csv", content, seen=seen)) == (0, 1, 0, 0)


def test_a_renamed_enterprise_is_renamed_everywhere_and_the_history_says_so(desk):
    desk.bring(Register.COMPOUNDS, desk.compound(1), desk.compound(2))
    assert told(desk.bring(Register.COMPOUNDS, desk.compound(1, enterprise_name="新名物业"))) == (0, 2, 0, 0)
    mine = [row for row in desk.rows(Register.COMPOUNDS) if "-N" in row.facts["code"]]
    assert {row.facts["enterprise_name"] for row in mine} == {"新名物业"}
    assert [desk.centre.register_history(Register.COMPOUNDS, row.id).total for row in mine] == [2, 2]


def test_who_is_taken_out_while_visits_are_open_is_named_in_the_preview(desk):
    desk.bring(Register.OFFICERS, desk.officer(1), desk.officer(2))
    desk.bring(Register.COMPOUNDS, desk.compound())
    officer, _ = desk.rows(Register.OFFICERS)
    compound = next(row for row in desk.rows(Register.COMPOUNDS) if row.facts["code"] == desk.compound()["code"])
    desk.world.assign_to(compound.id, officer.id)
    for register, row in ((Register.OFFICERS, desk.officer(1)), (Register.COMPOUNDS, desk.compound())):
        others = [desk.officer(2, active="no")] if register is Register.OFFICERS else []
        content = csv(register, row | {"active": "no"}, *others)
        preview = desk.centre.preview_register(register, "名录.csv", content)
        assert [(one.row, one.name, one.open_visits) for one in preview.leavers] == [(2, row["name"], 1)]


def test_a_renamed_officer_and_compound_reach_the_tablet_with_the_next_news(desk):
    world = desk.world
    desk.bring(Register.COMPOUNDS, desk.compound())
    compound = next(row for row in desk.rows(Register.COMPOUNDS) if row.facts["code"] == desk.compound()["code"])
    desk.bring(Register.OFFICERS, desk.officer())
    (officer,) = desk.rows(Register.OFFICERS)
    assignment = world.assign_to(compound.id, officer.id)
    tablet = world.tablet(officer.id)
    cursor = tablet.centre.pull(None).cursor
    desk.bring(Register.COMPOUNDS, desk.compound(name="桐荫新家园"))
    desk.bring(Register.OFFICERS, desk.officer(name="张新"))
    news = tablet.centre.pull(cursor)
    assert [(one.id, one.compound.name, one.team[0].name) for one in news.assignments] == [(assignment, "桐荫新家园", "张新")]


def test_only_administrators_may(desk):
    centre = desk.world.supervisor()
    with pytest.raises(AccessDenied):
        centre.register(Register.OFFICERS, RegisterFilter())
    with pytest.raises(AccessDenied):
        centre.enterprises(EnterpriseFilter())
    with pytest.raises(AccessDenied):
        centre.import_register(Register.OFFICERS, "a.csv", b"x")


def test_a_file_that_is_no_table_is_refused_with_its_reason(desk):
    with pytest.raises(TableUnreadable) as refused:
        desk.centre.preview_register(Register.OFFICERS, "a.xlsx", b"PK\x03\x04nothing")
    assert refused.value.fields["problem"] == "table.problem.broken"


def test_a_large_file_goes_through_and_one_that_is_too_large_does_not(desk):
    with pytest.raises(TableUnreadable) as refused:
        desk.centre.preview_register(Register.OFFICERS, "a.csv", b"x,y\n" * 500_000)
    assert refused.value.fields["problem"] == "table.problem.rows"


def test_a_register_is_searched_and_counted(desk):
    desk.bring(Register.OFFICERS, desk.officer(1), desk.officer(2, active="no"))
    page = desk.centre.register(Register.OFFICERS, RegisterFilter(search=f"{desk.mark} 张"))
    assert page.counts == {"active": 1, "left": 1, "all": 2, "attention": 0}
    assert [row.facts for row in page.rows] == [desk.officer(1)]
    (left,) = desk.rows(Register.OFFICERS, show=Shown.LEFT)
    assert left.facts == desk.officer(2, active="no")


def test_a_register_is_narrowed_to_a_district_and_names_all_of_them(desk, another):
    other = Desk(another)
    desk.bring(Register.OFFICERS, desk.officer())
    other.bring(Register.OFFICERS, other.officer())
    page = desk.centre.register(Register.OFFICERS, RegisterFilter(district=desk.mark))
    assert ([row.facts for row in page.rows], page.counts["all"]) == ([desk.officer()], 1)
    assert {desk.mark, other.mark} <= {district.code for district in page.districts}


def test_officers_who_could_not_be_drawn_before_long_want_attention(desk):
    soon, later = (today() + SOON).isoformat(), (today() + SOON + timedelta(days=2)).isoformat()
    rows = [
        desk.officer(1, valid_until=soon),
        desk.officer(2, valid_until=later),
        desk.officer(3, valid_until=later, checked="no"),
        desk.officer(4, valid_until="2020-01-01", active="no"),
    ]
    desk.bring(Register.OFFICERS, *rows)
    page = desk.centre.register(Register.OFFICERS, RegisterFilter(Shown.ATTENTION, desk.mark))
    assert ([row.facts for row in page.rows], page.counts["attention"]) == ([rows[0], rows[2]], 2)


def test_enterprises_are_listed_with_what_they_serve(desk):
    desk.bring(
        Register.COMPOUNDS,
        desk.compound(1, grade="A"),
        desk.compound(2, grade="A"),
        desk.compound(3),
        desk.compound(4, active="no"),
    )
    (row,) = desk.centre.enterprises(EnterpriseFilter(desk.compound()["enterprise_code"])).rows
    assert (row.name, row.compounds) == (f"嵩山物业{desk.mark}", 3)
    assert (row.districts, row.grades) == ({desk.mark: 3}, {"A": 2, "": 1})
    page = desk.centre.enterprises(EnterpriseFilter(district=desk.mark))
    assert row in page.rows
    assert page.total == len(page.rows) == 2
    assert desk.centre.enterprises(EnterpriseFilter(f"{desk.mark} 不存在")).rows == ()


def today():
    return local_day(SystemClock().now())


def test_the_command_line_of_the_centre_needs_no_account(desk):
    files = desk.world.centre.register_files
    done = files.bring_in(Register.OFFICERS, Upload("名录.csv", csv(Register.OFFICERS, desk.officer())))
    assert told(done) == (1, 0, 0, 0)
