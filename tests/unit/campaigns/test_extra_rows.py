"""Files of extra weights: which compounds they mean, what is wrong in them, and what they would change."""

from uuid import UUID

import pytest

from sync.domain.campaigns.extra_rows import Compounds, Named, compare_extras
from sync.domain.registers.columns import COLUMNS, PlanFile
from sync.domain.registers.comparing import Kept
from sync.domain.registers.headings import Line
from sync.domain.registers.reading import read
from sync.domain.registers.wording import sentence
from sync.domain.registers.writing import table
from sync.i18n import LANGUAGES

EXTRAS = PlanFile.EXTRAS
REGISTER = Compounds([Named("JS-1", "桐荫家园"), Named("JS-2", "梧桐苑"), Named("ZD-7", "梧桐苑")])
ROW = {"code": "JS-1", "name": "桐荫家园", "kind": "complaints", "weight": "3", "source": "12345 热线第 8 号"}


def lines(*rows):
    return [Line(number, tuple(row)) for number, row in enumerate(rows, 1)]


def reading(*rows):
    """Rows of changes to ROW, under headings of the columns' names."""
    return read(EXTRAS, lines(list(ROW), *(list((ROW | row).values()) for row in rows)), {})


def compared(*rows, kept=()):
    found = reading(*rows)
    assert found.problems == ()
    return compare_extras(REGISTER, [Kept(UUID(int=n), ROW | one) for n, one in enumerate(kept)], found.rows)


def said(problems):
    return [(one.row, one.column, one.code) for one in problems]


@pytest.mark.parametrize("english", [False, True])
def test_the_template_s_headings_are_understood_in_both_languages(english):
    heading, row = table(EXTRAS, [ROW], english)
    assert read(EXTRAS, lines(heading[::-1], row[::-1]), {}).rows[0].facts == ROW


@pytest.mark.parametrize(
    ("written", "kept"),
    [("投诉", "complaints"), ("Complaints", "complaints"), ("不良 记录", "record"), ("poor record", "record")],
)
def test_a_kind_is_understood_in_both_languages(written, kept):
    assert reading({"kind": written}).rows[0].facts["kind"] == kept


@pytest.mark.parametrize(("written", "kept"), [("1", "1"), ("100", "100"), ("+7", "7"), ("０７", "7")])
def test_a_weight_is_a_whole_number_from_1_to_100(written, kept):
    assert reading({"weight": written}).rows[0].facts["weight"] == kept


@pytest.mark.parametrize(
    ("changed", "place", "column", "code"),
    [
        ({"weight": "0"}, "D", "weight", "extra-weight"),
        ({"weight": "101"}, "D", "weight", "extra-weight"),
        ({"weight": "2.5"}, "D", "weight", "extra-weight"),
        ({"weight": ""}, "D", "weight", "missing"),
        ({"kind": "表扬"}, "C", "kind", "extra-kind"),
        ({"source": ""}, "E", "source", "missing"),
        ({"source": "热" * 201}, "E", "source", "too-long"),
        ({"code": "", "name": ""}, "A", "code", "compound-missing"),
        ({"code": "没有"}, "A", "code", "code"),
    ],
)
def test_a_cell_that_is_wrong_is_named_by_row_and_column(changed, place, column, code):
    found = reading({}, changed | {"source": changed.get("source", "另一件")})
    assert [(one.row, one.place, one.column, one.code) for one in found.problems] == [(3, place, column, code)]
    assert [row.number for row in found.rows] == [2]


def test_a_file_may_name_compounds_by_code_alone_or_by_name_alone_but_has_to_name_them():
    told = ("complaints", "3", "12345 热线第 8 号")
    by_name = read(EXTRAS, lines(("项目名称", "类别", "额外权重", "来源"), ("桐荫家园", *told)), {})
    by_code = read(EXTRAS, lines(("Code", "Kind", "Extra weight", "Source"), ("JS-1", *told)), {})
    for found in (by_name, by_code):
        (change,) = compare_extras(REGISTER, [], found.rows).changes
        assert change.after == ROW
    nobody = read(EXTRAS, lines(("类别", "额外权重", "来源"), told), {})
    assert (said(nobody.problems), nobody.rows) == ([(1, "code", "heading-compound")], ())


@pytest.mark.parametrize(
    ("changed", "column", "code"),
    [
        ({"code": "JS-9"}, "code", "compound-unknown"),
        ({"code": "", "name": "无名苑"}, "name", "compound-unnamed"),
        ({"code": "", "name": "梧桐苑"}, "name", "compound-several"),
        ({"name": "梧桐苑"}, "name", "compound-other-name"),
    ],
)
def test_a_compound_that_the_register_does_not_have_or_has_twice_is_a_problem(changed, column, code):
    found = compared(changed)
    assert (said(found.problems), found.changes) == ([(2, column, code)], ())


def test_a_name_that_fits_several_compounds_is_told_with_their_codes():
    (problem,) = compared({"code": "", "name": "梧桐苑"}).problems
    assert problem.fields == {"codes": "JS-2, ZD-7", "count": 2}


def test_the_same_file_again_changes_nothing_and_another_weight_changes_the_one_there_is():
    assert compared({}, kept=[{}]).changes == ()
    (change,) = compared({"weight": "5"}, kept=[{}]).changes
    assert (change.fields, change.before, change.after) == (("weight",), ROW, ROW | {"weight": "5"})


@pytest.mark.parametrize("other", [{"kind": "record"}, {"source": "12345 热线第 9 号"}, {"code": "JS-2", "name": ""}])
def test_another_kind_source_or_compound_is_another_weight(other):
    found = compared(other, kept=[{}])
    assert (found.new, found.changed, found.unchanged) == (1, 0, 0)


def test_of_two_rows_that_say_the_same_of_a_compound_neither_is_good_also_where_one_names_it_otherwise():
    found = compared({}, {"code": "", "weight": "9"}, {"source": "12345 热线第 9 号"})
    assert said(found.problems) == [(2, "source", "extra-twice"), (3, "source", "extra-twice")]
    assert [one.fields["others"] for one in found.problems] == ["3", "2"]
    assert [change.row for change in found.changes] == [4]


def test_a_row_that_fits_several_weights_of_the_plan_is_a_problem():
    assert said(compared({}, kept=[{}, {}]).problems) == [(2, "source", "extra-twice-in-plan")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_says_in_both_languages_where_it_is_and_what_to_do(language):
    wrong = reading({"kind": "", "source": "a"}, {"weight": "x", "source": "b"}, {"code": "", "name": "", "source": "c"})
    beside = compared({"code": "JS-9"}, {"code": "", "name": "梧桐苑"}, {}, {"code": ""}, kept=[{}, {}])
    sentences = [sentence(language, EXTRAS, one) for one in (*wrong.problems, *beside.problems)]
    assert len(sentences) == 7
    assert not any("{" in one or "register." in one for one in sentences)
    assert all(one.endswith(("。", ".")) for one in sentences)


def test_a_file_s_columns_are_those_of_the_form():
    assert [column.name for column in COLUMNS[EXTRAS] if column.required] == ["kind", "weight", "source"]
