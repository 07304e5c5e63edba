"""Draws and time, and steps that were cut off: nothing comes early, all comes by itself, what is half done is made whole."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from sync.bundled import bundled_checklist
from sync.domain.checklists import read_checklist
from sync.domain.draw.seeds import Seed
from sync.drawing.checking import check_campaign, newest_standing
from sync.drawing.running import run_draw
from sync.drawing.standing import add_replacement
from sync.errors import DrawFileInvalid, StorageFailed, StorageFull
from sync.protocol.campaigns import CampaignFilter, FreezeRequest, PlanRequest, ReplaceRequest
from sync.protocol.messages import EnrolmentRequest
from sync.protocol.visits import VisitFilter
from sync.server.repositories import schema
from sync.server.services.drawn import FrozenDraw
from tests.integration.centre.public.conftest import Town
from tests.integration.centre.public.draw_town import DICE, SEED, DrawTown

HOUR = timedelta(hours=1)


@pytest.fixture
def draws(opened):
    return DrawTown(Town(opened(), read_checklist(bundled_checklist().document)))


def visits(draws, campaign, draw=0):
    return draws.centre.visits.page(draws.town.account, campaign, VisitFilter(draw)).rows


def tablet_of(draws, person):
    access = draws.centre.access
    request = EnrolmentRequest(access.create_enrolment_code([person]), draws.town.ids.new(), "平板")
    return access.sender_of(access.enrol(request).device_token)


def pulled(draws, sender, cursor=None):
    return draws.centre.news.changes(sender, cursor, draws.centre.clock.now())


def test_a_tablet_gets_sealed_assignments_at_its_first_pull_after_the_time_and_nobody_does_anything(draws, clock):
    campaign = draws.drawn("暗访", release_at=clock.now() + HOUR)
    drawn = visits(draws, campaign)
    sender = tablet_of(draws, drawn[0].team[0].person_id)
    before = pulled(draws, sender)
    assert before.assignments == ()
    clock.pass_by(seconds=3599)
    assert pulled(draws, sender, before.cursor).assignments == ()
    clock.pass_by(seconds=1)
    after = pulled(draws, sender, before.cursor)
    theirs = {visit.name for visit in drawn if drawn[0].team[0] in visit.team}
    assert {one.compound.name for one in after.assignments} == theirs
    assert pulled(draws, sender, after.cursor).assignments == ()


def test_before_the_time_no_table_that_tablets_are_told_from_knows_of_it(draws, clock):
    def rows():
        with draws.centre.database.reading() as connection:
            counts = [select(func.count()).select_from(table) for table in (schema.assignments, schema.changes)]
            return [connection.execute(count).scalar_one() for count in counts]

    before = rows()
    campaign = draws.drawn("暗访", release_at=clock.now() + HOUR)
    draws.replace_somebody(campaign, "因故不能参加")
    assert rows() == before


def test_many_who_ask_at_the_same_moment_find_every_assignment_once(draws, clock):
    campaign = draws.drawn("暗访", release_at=clock.now() + HOUR)
    drawn = visits(draws, campaign)
    senders = [tablet_of(draws, member.person_id) for member in drawn[0].team]
    clock.pass_by(hours=1)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda sender: pulled(draws, sender), senders * 8))
    for sender, changes in zip(senders * 8, found, strict=True):
        (person,) = sender.people
        theirs = [visit.name for visit in drawn if person in {member.person_id for member in visit.team}]
        assert sorted(one.compound.name for one in changes.assignments) == sorted(theirs)


def test_what_was_kept_for_a_draw_that_was_never_published_is_forgotten(draws):
    campaign = draws.frozen("检查")
    never = FrozenDraw(campaign, 2, "0" * 64, b"", {})
    draws.centre.draws._repository.keep(never, draws.town.account.person_id, draws.centre.clock.now())
    draws.run(campaign)
    draws.centre.draws.recover()
    assert set(draws.centre.draws._repository.known(campaign)) == {1}
    draws.drawn_again(campaign, "名录有误")
    assert len(visits(draws, campaign, 2)) > 0


def test_a_seed_that_was_written_down_before_the_power_went_is_the_one_that_is_drawn_with(draws):
    campaign = draws.frozen("检查")
    folder = draws.centre.campaigns._folders.of(campaign)
    _, outcome = run_draw(folder, SEED)
    (folder / "1" / "result.ndjson").unlink()
    draws.run(campaign)
    assert [visit.compound for visit in visits(draws, campaign)] == [visit.compound for visit in outcome.visits]


def test_a_replacement_that_the_database_missed_is_taken_from_the_folder(draws):
    campaign = draws.drawn("检查")
    first = visits(draws, campaign)[0]
    folder = draws.centre.campaigns._folders.of(campaign)
    number, here, standing = newest_standing(folder)
    request = standing.request(standing.visits[0].officers[0], (1,), "因故不能参加")
    add_replacement(here, standing.draw(request, None))
    draws.centre.draws.recover()
    assert visits(draws, campaign)[0].team[0] != first.team[0]
    assert (number, visits(draws, campaign)[0].team[1:]) == (1, first.team[1:])


def test_a_spoilt_folder_costs_neither_the_start_nor_the_lists_and_is_named_by_its_own_page(draws):
    spoilt, sound = draws.drawn("检查甲"), draws.drawn("检查乙")
    (draws.centre.campaigns._folders.of(spoilt) / "1" / "plan.ndjson").unlink()
    centre, account = draws.centre, draws.town.account
    centre.draws.recover()
    assert {row.id for row in centre.campaigns.page(account, CampaignFilter()).rows} == {spoilt, sound}
    assert [row.id for row in centre.public_draws.page(1).rows] == [sound]
    with pytest.raises(DrawFileInvalid) as told:
        centre.campaigns.detail(account, spoilt)
    assert told.value.fields["file"] == "plan.ndjson"
    with pytest.raises(StorageFailed):
        centre.public_draws.campaign(spoilt)


@pytest.mark.parametrize(("fault", "said"), [(errno.ENOSPC, StorageFull), (errno.EIO, StorageFailed)])
def test_a_full_or_failing_disk_is_said_at_every_step_and_the_step_is_taken_afterwards(draws, monkeypatch, fault, said):
    def failing(*_arguments):
        raise OSError(fault, os.strerror(fault))

    def once_there_is_room(step):
        with monkeypatch.context() as patched:
            patched.setattr("sync.drawing.files.os.fsync", failing)
            with pytest.raises(said):
                step()
        step()

    town, campaign = draws.town, draws.town.ids.new()
    draws.centre.campaigns.plan(town.account, campaign, PlanRequest(draws.plan("检查")))
    once_there_is_room(lambda: draws.centre.draws.freeze(town.account, campaign, FreezeRequest()))
    once_there_is_room(lambda: draws.run(campaign))
    once_there_is_room(lambda: draws.replace_somebody(campaign, "因故不能参加"))
    (checked,) = check_campaign(draws.centre.campaigns._folders.of(campaign))
    assert checked.replacements == 1


def test_a_new_seed_of_a_replacement_is_asked_for_and_published(draws):
    campaign = draws.drawn("检查")
    visit = visits(draws, campaign)[0]
    request = ReplaceRequest(1, visit.team[0].person_id, "因故不能参加", (1,), Seed(DICE[::-1], "2026-06-02", ("公证员甲",)))
    assert draws.centre.draws.replace(draws.town.account, campaign, request).seats
    (draw,) = draws.centre.campaigns.detail(draws.town.account, campaign).draws
    assert draw.replacements[0].seed == request.seed
