import pytest

from sync.domain.draw.canonical import document
from sync.domain.draw.pools import read_compounds, read_people, read_recusals
from sync.errors import DrawFileInvalid
from tests.unit.draw.worlds import World, compound, compounds, name_of, person, recusal


def wrong(read, rows):
    with pytest.raises(DrawFileInvalid) as refused:
        read(document(rows))
    return refused.value.fields["line"], refused.value.fields["field"]


def changed(row, position, value):
    return [*row[:position], value, *row[position + 1 :]]


@pytest.mark.parametrize(
    ("position", "value", "field"),
    [
        (0, "a b", "id"), (0, "", "id"), (0, "x" * 65, "id"), (0, 7, "id"), (1, "", "name"), (1, "a\u2028b", "name"),
        (2, "甲", "enterprise"), (3, "", "district"), (4, ["A"], "grade"), (5, "a,b", "kind"), (5, " a", "kind"),
        (6, "flood,fire", "marks"), (6, "fire,fire", "marks"), (6, ",", "marks"), (6, 1, "marks"), (7, "x" * 201, "place"),
    ],
)  # fmt: skip
def test_a_value_that_may_not_stand_there_is_named(position, value, field):
    rows = [compound(1), changed(compound(2), position, value)]
    assert wrong(read_compounds, rows) == (2, field)


def test_lines_that_are_doubled_or_out_of_order_are_named():
    assert wrong(read_compounds, [compound(1), compound(2), compound(2)]) == (3, "id")
    assert wrong(read_compounds, [compound(2), compound(1)]) == (2, "id")


def test_a_line_with_a_column_too_few_is_named():
    assert wrong(read_compounds, [compound(1), compound(2)[:-1]]) == (2, "-")
    assert wrong(read_compounds, [compound(1), {"id": "C0002"}]) == (2, "-")


@pytest.mark.parametrize(
    ("position", "value", "field"), [(4, 2, "checked"), (4, True, "checked"), (6, "2026-02-30", "valid_from"), (0, "O1", "id")]
)
def test_people_are_looked_at_as_closely(position, value, field):
    assert wrong(read_people, [changed(person("O1"), position, value)]) == (1, field)


def test_a_value_that_is_wrong_once_among_many_alike_is_named():
    many = sorted([person(f"O{n}") for n in range(300)], key=lambda row: row[0])
    assert wrong(read_people, [*many[:250], changed(many[250], 4, True), *many[251:]]) == (251, "checked")
    assert wrong(read_people, [*many[:250], changed(many[250], 3, ["一科"]), *many[251:]]) == (251, "department")


@pytest.mark.parametrize(("position", "value", "field"), [(2, "city", "scope"), (5, "pending", "decision")])
def test_a_recusal_without_a_decision_is_not_applied_but_refused(position, value, field):
    assert wrong(read_recusals, [changed(recusal("O1", "district", "D1"), position, value)]) == (1, field)


@pytest.mark.parametrize(
    "change",
    [
        lambda world: world.recusals.append(recusal("nobody", "district", "D1")),
        lambda world: world.recusals.append(recusal("O1", "compound", "C9999")),
        lambda world: world.recusals.append(recusal("O1", "enterprise", "E9")),
        lambda world: world.recusals.append(recusal("O1", "district", "D7")),
        lambda world: world.extras.append(["1", "C9999", 1, "record", "案卷"]),
        lambda world: world.experts.append(person("O1")),
    ],
)
def test_pools_that_name_what_is_in_no_pool_are_refused(change):
    world = World(compounds(3))
    world.frozen()
    change(world)
    with pytest.raises(DrawFileInvalid):
        world.frozen()


def test_an_enterprise_that_is_in_no_pool_is_named():
    files = World(compounds(3)).files() | {"enterprises.ndjson": document([["E9", "别家", 0]])}
    from sync.drawing.reading import frozen_draw

    with pytest.raises(DrawFileInvalid) as refused:
        frozen_draw(files)
    assert (refused.value.fields["file"], refused.value.fields["field"]) == ("compounds.ndjson", "enterprise")


def test_a_pseudonym_is_no_name():
    assert len(name_of("O1")) == 64
