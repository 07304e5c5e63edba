"""An audit on either database: what conflicts, quarantine and draws leave behind is in order, what somebody changes is not."""

import re
from hashlib import sha256

from sqlalchemy import update

from sync.domain.chain import link
from sync.domain.ids import IdMaker
from sync.domain.inspections import VISIT
from sync.domain.people import Role
from sync.domain.signatures import Part, Refusal, Signature
from sync.protocol.administration import Entries, QuarantineDecision, QuarantineFilter
from sync.protocol.console import ReturnRequest
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import Body, RemovePhoto, SetResult, SignInspection, SubmitInspection, decode
from sync.server.repositories import schema

_IDS = IdMaker()


def differences(world, *places):
    """What the audit says of places with these names; every test has names of its own, for the centre is everybody's."""
    audited = world.centre.audit.run(read_files=True, watch=lambda done, whole: None)
    assert audited.read == audited.files
    return [one for one in audited.differences if one.place in places]


def new_place(world) -> str:
    """A compound nobody else has; its inspection is the world's from now on."""
    name = f"核对苑{_IDS.new()}"
    world.assignment, world.inspection = world.assign(name)
    return name


def test_conflicts_returns_removed_photos_and_what_was_released_are_in_order(world, values):
    place = new_place(world)
    first, second, outsider = world.tablet(), world.tablet(), world.tablet(world.person())
    photo = world.photo("C03", content := world.new_picture())
    first.push(world.started(), *world.answers(), photo)
    first.upload(content)
    assert second.said(SetResult(world.inspection, "A01", values["fail"])) == [("conflict", "state-outdated")]
    assert first.said(RemovePhoto(world.inspection, photo.photo.photo_id), SubmitInspection(world.inspection, 1)) == [
        ("applied", None),
        ("applied", None),
    ]
    world.supervisor().return_inspection(world.inspection, ReturnRequest(2, "补拍照片"))
    assert outsider.said(SetResult(world.inspection, "C03", values["fail"])) == [("rejected", "access-denied")]
    world.centre.registers.reassign(world.assignment, (*world.team, outsider.by))
    administrator = world.supervisor(Role.ADMINISTRATOR)
    (entry,) = administrator.quarantine(QuarantineFilter(Entries.OPEN, outsider.device_id)).rows
    administrator.release(QuarantineDecision(outsider.device_id, (entry.line_sha256,)))
    (note,) = differences(world, place)
    assert (note.key, note.fields, note.is_fault) == ("audit.note.not-arrived", {"count": 2}, False)


def in_other_words(tablet, body: Body) -> bytes:
    """The next line with its ids in upper case and its moments in Chinese time, as no tablet of ours writes it."""
    before = tablet.chain
    line = re.sub(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", lambda found: found[0].upper(), tablet.line(body))
    line = line.replace(b"2026-05-06T09:30:00+00:00", b"2026-05-06T17:30:00+08:00")
    tablet.chain = link(before, sha256(line).hexdigest())
    return line


def test_lines_that_say_in_other_words_what_tablets_say_are_in_order(world, tablet, values):
    place = new_place(world)
    lines = [in_other_words(tablet, body) for body in (world.started(), *world.answers())]
    taken_out, shown = world.photo("C03", world.new_picture()), world.photo(VISIT, world.new_picture())
    refusal = Refusal("不在场", shown.photo.photo_id, shown.photo.original_sha256)
    lines += [
        in_other_words(tablet, body)
        for body in (
            SetResult(world.inspection, "C03", values["fail"], base=decode(lines[-1]).id),
            taken_out,
            RemovePhoto(world.inspection, taken_out.photo.photo_id),
            shown,
            SignInspection(world.inspection, Signature(_IDS.new(), Part.ENTERPRISE, "赵经理", "0" * 64, refusal=refusal)),
            SubmitInspection(world.inspection, 1),
        )
    ]
    assert b"T17:30:00+08:00" in lines[0]
    assert {outcome.status for outcome in tablet.centre.push(lines).outcomes} == {OperationStatus.APPLIED}
    audited = world.centre.audit.run(read_files=False, watch=lambda done, whole: None)
    told = [one for one in audited.faults if one.place == place or one.fields.get("device") == str(tablet.device_id)]
    assert told == []


def test_a_result_that_somebody_changed_in_the_tables_is_found(world, tablet):
    place = new_place(world)
    world.submitted(tablet)
    assert [one.key for one in differences(world, place)] == ["audit.note.not-arrived"]
    r = schema.results.c
    with world.centre.database.writing() as connection:
        changed = update(schema.results).where(r.inspection_id == world.inspection, r.item_code == "B02")
        connection.execute(changed.values(value='{"outcome":"pass"}', outcome="pass"))
    found = {(one.key, one.fields.get("item")) for one in differences(world, place) if one.is_fault}
    assert found == {
        ("record.problem.result-differs", "B02"),
        ("audit.problem.finding-differs", "B02"),
        ("audit.problem.score-differs", None),
    }


def test_a_draw_is_computed_again_and_held_to_the_one_on_record(world, ceremony, folder):
    ceremony.drawn()
    campaign = ceremony.plan().campaign
    assert differences(world, campaign) == []
    w = schema.draws.c
    with world.centre.database.writing() as connection:
        connection.execute(update(schema.draws).where(w.campaign_id == ceremony.campaign).values(frozen="0" * 64))
    (other,) = differences(world, campaign)
    assert (other.key, other.fields["draw"]) == ("audit.problem.draw-differs", 1)


def test_a_draw_whose_folder_was_touched_is_named_by_what_differs(world, ceremony, folder):
    ceremony.drawn()
    (result,) = folder.glob("*/result*")
    result.write_bytes(result.read_bytes().replace(b"1", b"2", 1))
    (touched,) = differences(world, ceremony.plan().campaign)
    assert touched.is_fault
    assert touched.key.startswith("draw.problem.")


def test_a_draw_whose_folder_is_gone_is_missed(world, ceremony, folder):
    ceremony.drawn()
    folder.rename(folder.with_name("elsewhere"))
    (gone,) = differences(world, ceremony.plan().campaign)
    folder.with_name("elsewhere").rename(folder)
    assert (gone.key, gone.fields) == ("audit.problem.draw-differs", {"draw": 1, "folder": str(folder)})
