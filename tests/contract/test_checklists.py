"""Which checklists a plan may name, on both databases."""

import pytest

from sync.domain.checklists import read_checklist
from sync.domain.people import Role
from sync.errors import AccessDenied, AlreadyExists, ChecklistInvalid, OperationInvalid, TokenInvalid
from sync.protocol.campaigns import MOST_CHECKLIST_BYTES, ChecklistOnRecord
from tests.small_places import SmallItem, small_checklist


@pytest.fixture
def flood(world):
    """A checklist of this world's own, published in two versions, the newer one first."""
    items = [SmallItem("A01", "optional", 100)]
    name = f"flood-{world.district}"
    document = small_checklist(name, items)
    version = read_checklist(document).version
    newer = document.replace(f'"version": "{version}"', f'"version": "{version}.1"')
    assert newer != document
    return [world.centre.registers.publish_checklist(one) for one in (newer, document)]


def test_published_checklists_are_named_with_their_versions_and_titles_in_order(world, flood):
    rows = world.supervisor(Role.ADMINISTRATOR).checklists().rows
    newer, first = (ChecklistOnRecord(one.id, one.version, one.title) for one in flood)
    assert [row for row in rows if row.id == first.id] == [first, newer]
    assert (world.checklist.id, world.checklist.version) in {(row.id, row.version) for row in rows}
    assert list(rows) == sorted(rows, key=lambda row: (row.id, row.version))


def test_supervisors_see_every_published_checklist_too(world, flood):
    rows = {(row.id, row.version): row for row in world.supervisor().checklists().rows}
    assert all(rows[one.id, one.version].title == one.title for one in flood)


def test_checklists_are_for_those_who_review(world):
    with pytest.raises(AccessDenied):
        world.supervisor(Role.INSPECTOR).checklists()
    for stranger in (world.tablet().centre, world.connect()):
        with pytest.raises(TokenInvalid):
            stranger.checklists()


def test_an_administrator_publishes_a_checklist_which_plans_can_name_from_then_on(world):
    administrator = world.supervisor(Role.ADMINISTRATOR)
    document = small_checklist(f"fire-{world.district}", [SmallItem("A01", "optional", 100)])
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        published = administrator.publish_checklist(document.encode(encoding))
        assert published.title.zh == f"测试清单 {published.id}"
        assert [row for row in administrator.checklists().rows if row.id == published.id] == [published]


def test_a_published_version_never_changes(world, flood):
    document = small_checklist(flood[1].id, [SmallItem("A02", "optional", 100)])
    with pytest.raises(AlreadyExists) as raised:
        world.supervisor(Role.ADMINISTRATOR).publish_checklist(document.encode())
    assert raised.value.fields == {"what": "checklist", "name": f"{flood[1].id} {flood[1].version}"}


def test_a_checklist_that_cannot_be_is_refused_by_its_item_and_field(world):
    administrator = world.supervisor(Role.ADMINISTRATOR)
    with pytest.raises(ChecklistInvalid) as raised:
        administrator.publish_checklist(small_checklist("half", [SmallItem("A01", "optional", 50)]).encode())
    assert (raised.value.fields["field"], raised.value.fields["found"]) == ("weight", 50)
    with pytest.raises(OperationInvalid):
        administrator.publish_checklist(b" " * (MOST_CHECKLIST_BYTES + 1))


def test_checklists_are_published_by_administrators_alone(world):
    with pytest.raises(AccessDenied):
        world.supervisor().publish_checklist(b"{}")
