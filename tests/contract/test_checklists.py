"""Which checklists a plan may name, on both databases."""

import pytest

from sync.domain.checklists import read_checklist
from sync.domain.people import Role
from sync.errors import AccessDenied, TokenInvalid
from sync.protocol.campaigns import ChecklistOnRecord
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
