"""Files of extra weights, on both databases: looked at, all or nothing, the same again, and only what was seen."""

import pytest
from sqlalchemy import select

from sync.domain.draw.pools import ExtraKind
from sync.domain.ids import IdMaker
from sync.errors import AccessDenied, NotFound, RegisterMoved, RegisterRowsWrong, TableUnreadable
from sync.protocol.campaigns import ExtrasRequest, NewExtra
from sync.server.repositories import schema
from sync.server.services import extra_files
from sync.spreadsheets.csv_files import write_csv
from sync.spreadsheets.xlsx_files import write_xlsx

HEADING = ("项目编码", "项目名称", "类别", "额外权重", "来源")


@pytest.fixture
def planned(ceremony):
    """A campaign that was planned."""
    ceremony.planned()
    return ceremony


def row(ceremony, number=0, weight="3", source="12345 热线第 8 号", kind="投诉", name=""):
    return ceremony.code(number), name, kind, weight, source


def bring(ceremony, *rows, **how):
    done = ceremony.head.import_extras(ceremony.campaign, "投诉.csv", write_csv([HEADING, *rows]), **how)
    return done.new, done.changed, done.unchanged, done.left_out


def weighed(ceremony):
    extras = ceremony.head.campaign(ceremony.campaign).extras
    return [(one.compound, one.weight, one.kind, one.source, one.by) for one in extras]


def test_a_preview_of_extra_weights_says_everything_and_changes_nothing(planned):
    rows = row(planned, name="梧桐苑0"), row(planned, 1, weight="200"), row(planned, 77)
    preview = planned.head.preview_extras(planned.campaign, "投诉.csv", write_csv([HEADING, *rows]))
    assert (preview.rows, preview.good, preview.new, preview.problem_count) == (3, 1, 1, 2)
    assert [(one.row, one.place, one.column, one.code, one.value) for one in preview.problems] == [
        (3, "D", "weight", "extra-weight", "200"),
        (4, "A", "code", "compound-unknown", planned.code(77)),
    ]
    (change,) = preview.changes
    assert change.after == {
        "code": planned.code(0),
        "name": "梧桐苑0",
        "kind": "complaints",
        "weight": "3",
        "source": "12345 热线第 8 号",
    }
    assert weighed(planned) == []


@pytest.mark.parametrize("write", [write_csv, lambda rows: write_xlsx(rows, "投诉")])
def test_extra_weights_of_a_file_stand_in_the_plan_with_their_sources(planned, write):
    rows = row(planned), row(planned, 1, "7", "去年评级", "不良记录")
    content = write([HEADING, *rows])
    seen = planned.head.preview_extras(planned.campaign, "投诉", content).seen
    planned.head.import_extras(planned.campaign, "投诉", content, seen=seen)
    assert weighed(planned) == [
        (planned.code(0), 3, ExtraKind.COMPLAINTS, "12345 热线第 8 号", "陈审核"),
        (planned.code(1), 7, ExtraKind.RECORD, "去年评级", "陈审核"),
    ]


def test_extra_weights_of_a_file_are_frozen_with_the_next_draw(served, planned):
    bring(planned, row(planned, 1))
    planned.frozen()
    folder = served.centre.campaigns._folders.of(planned.campaign)
    frozen = (folder / "1" / "extras.ndjson").read_text(encoding="utf-8").splitlines()
    assert frozen == [f'["0000000001","{planned.code(1)}",3,"complaints","12345 热线第 8 号"]']


def test_the_same_file_again_changes_nothing_and_another_weight_takes_the_place_of_the_one_before(served, planned):
    assert bring(planned, row(planned), row(planned, 1)) == (2, 0, 0, 0)
    assert bring(planned, row(planned), row(planned, 1)) == (0, 0, 2, 0)
    assert bring(planned, row(planned, weight="9"), row(planned, 1)) == (0, 1, 1, 0)
    assert [weight for _, weight, *_ in weighed(planned)] == [9, 3]
    x = schema.extra_weights.c
    with served.centre.database.reading() as connection:
        kept = connection.execute(select(x.weight, x.removed_by).where(x.campaign_id == planned.campaign)).all()
    assert sorted((one.weight, one.removed_by is not None) for one in kept) == [(3, False), (3, True), (9, False)]


def test_what_was_entered_by_hand_is_known_to_a_file(planned):
    entered = NewExtra(planned.code(0), 3, ExtraKind.COMPLAINTS, "12345 热线第 8 号")
    planned.head.add_extras(planned.campaign, ExtrasRequest((entered,)))
    assert bring(planned, row(planned)) == (0, 0, 1, 0)


def test_no_extra_weight_is_imported_where_a_row_is_wrong_unless_the_good_ones_are_wanted(planned):
    rows = row(planned), row(planned, 1, kind="表扬")
    with pytest.raises(RegisterRowsWrong):
        bring(planned, *rows)
    assert weighed(planned) == []
    assert bring(planned, *rows, good_rows=True) == (1, 0, 0, 1)
    assert [code for code, *_ in weighed(planned)] == [planned.code(0)]


def test_an_import_of_extra_weights_does_what_its_preview_said_or_nothing(planned):
    content = write_csv([HEADING, row(planned)])
    seen = planned.head.preview_extras(planned.campaign, "投诉.csv", content).seen
    bring(planned, row(planned, weight="5"))
    with pytest.raises(RegisterMoved):
        bring(planned, row(planned), seen=seen)
    assert [weight for _, weight, *_ in weighed(planned)] == [5]


def test_a_file_of_extra_weights_has_a_length_and_a_campaign(planned):
    long = [row(planned, source=f"第 {n} 号") for n in range(extra_files.MOST_ROWS)]
    with pytest.raises(TableUnreadable):
        bring(planned, *long)
    with pytest.raises(NotFound):
        planned.head.preview_extras(IdMaker().new(), "投诉.csv", write_csv([HEADING, row(planned)]))


def test_supervisors_import_no_extra_weights(planned):
    supervisor = planned.world.supervisor()
    for step in (supervisor.preview_extras, supervisor.import_extras):
        with pytest.raises(AccessDenied):
            step(planned.campaign, "投诉.csv", write_csv([HEADING, row(planned)]))
    assert weighed(planned) == []
