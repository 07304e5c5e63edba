"""Whatever is done to a record that was handed out, checking it names the first thing that is wrong."""

import json
from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import sha256
from zipfile import ZipFile

import pytest

from sync.domain.chain import link
from sync.domain.inspections import VISIT
from sync.protocol.operations import AddPhoto, decode, encode
from sync.server.services.countersigning import open_key
from sync.verifying.campaign import check_records
from sync.verifying.keys import GivenKey
from sync.verifying.sources import records_in

NOTES = {"verify.note.changed-after-signature"}


def flip(path, place=-20):
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def lines_of(handed_out):
    path = handed_out.file("operations/*.ndjson")
    return path, path.read_bytes().splitlines(keepends=True)


def change_json(path, change):
    plain = json.loads(path.read_text(encoding="utf-8"))
    change(plain)
    path.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")


def copy_of(handed_out, photos):
    """The file of the first of these photos that is there."""
    stored = next(photo["facts"] for photo in photos if photo["copy_stored"])
    return handed_out.file(f"evidence/{stored['copy_sha256']}*")


def test_every_record_of_the_fleet_is_in_order(exported):
    verdicts = list(check_records(records_in(exported.folder), exported.key))
    assert [verdict.fault for verdict in verdicts] == [None] * 3
    assert {note.key for verdict in verdicts for note in verdict.notes} == NOTES


def test_a_change_after_a_signature_is_a_note_that_names_who_signed_before_it(exported):
    (note,) = exported.verdict().notes
    assert (note.key, note.fields) == ("verify.note.changed-after-signature", {"name": "赵经理"})


def test_a_zip_of_a_record_is_checked_where_it_is(exported, tmp_path):
    with ZipFile(tmp_path / "record.zip", "w") as archive:
        for path in sorted(exported.record.rglob("*.*")):
            archive.write(path, path.relative_to(exported.record).as_posix())
    (verdict,) = check_records(records_in(tmp_path / "record.zip"), exported.key)
    assert verdict.fault is None
    assert verdict.label == "record.zip"


def test_a_photo_taken_out_is_an_event_in_the_record(exported):
    plain = json.loads((exported.record / "record.json").read_text(encoding="utf-8"))
    (removal,) = plain["removals"]
    photos = {
        photo["facts"]["photo_id"]: photo for result in plain["inspection"]["results"] for photo in result.get("photos", [])
    }
    assert photos[removal["photo_id"]]["removed"] is True
    assert len(photos) == 2


def test_another_centres_key_is_named(exported, tmp_path):
    other = open_key(tmp_path).public
    fault = exported.verdict(GivenKey(b64decode(other.public_key), other.key_id)).fault
    assert fault.fields["problem"] == "record.problem.other-key"
    assert (fault.fields["theirs"], fault.fields["ours"]) == (exported.key.key_id, other.key_id)


def test_a_changed_manifest_is_found_by_its_signature(handed_out):
    change_json(handed_out.record / "manifest.json", lambda plain: plain["files"].pop())
    assert handed_out.fault()[0] == "manifest-signature"


@pytest.mark.parametrize("name", ["manifest.json", "manifest.sig"])
def test_a_missing_manifest_or_signature_is_named(handed_out, name):
    (handed_out.record / name).unlink()
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["file"]) == ("no-manifest", name)


def test_a_changed_byte_in_a_photo_names_the_photo_and_its_item(handed_out):
    photo = copy_of(handed_out, handed_out.stated()["results"][0]["photos"])
    flip(photo)
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["file"], fault.fields["item"]) == ("photo-changed", f"evidence/{photo.name}", "A01")
    assert handed_out.verdict().compound


def test_a_missing_photo_is_named_with_its_item(handed_out):
    photo = copy_of(handed_out, handed_out.stated()["results"][0]["photos"])
    photo.unlink()
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["file"], fault.fields["item"]) == ("photo-missing", f"evidence/{photo.name}", "A01")


@pytest.mark.parametrize("name", ["extra.txt", "evidence/extra.jpg", "operations/extra.ndjson"])
def test_a_file_too_many_is_named(handed_out, name):
    (handed_out.record / name).write_bytes(b"x")
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["file"]) == ("file-extra", name)


def test_a_changed_byte_in_the_record_is_named(handed_out):
    flip(handed_out.record / "record.json", 200)
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["file"]) == ("file-changed", "record.json")


@pytest.mark.parametrize("place", [0, 5, -1])
def test_a_changed_byte_in_a_line_names_the_operation(handed_out, place):
    path, lines = lines_of(handed_out)
    seq = decode(lines[place].strip()).seq
    lines[place] = lines[place].replace(b'"at":"20', b'"at":"19')
    path.write_bytes(b"".join(lines))
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["seq"]) == ("line-changed", seq)


def test_a_changed_answer_names_the_item(handed_out):
    path, lines = lines_of(handed_out)
    assert b"result.set" in lines[3]
    item = decode(lines[3].strip()).body.item_code
    lines[3] = lines[3].replace("无此设施".encode(), "另有缘由".encode())
    path.write_bytes(b"".join(lines))
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["item"]) == ("line-changed", item)


@pytest.mark.parametrize("place", [0, 7, -1])
def test_a_removed_operation_is_named(handed_out, place):
    path, lines = lines_of(handed_out)
    seq = decode(lines.pop(place).strip()).seq
    path.write_bytes(b"".join(lines))
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["seq"]) == ("line-removed", seq)


def test_two_swapped_operations_are_named_by_the_first(handed_out):
    path, lines = lines_of(handed_out)
    seq = decode(lines[4].strip()).seq
    lines[4], lines[9] = lines[9], lines[4]
    path.write_bytes(b"".join(lines))
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["seq"]) == ("line-swapped", seq)


def test_a_line_too_many_is_named(handed_out):
    path, lines = lines_of(handed_out)
    path.write_bytes(b"".join([*lines, lines[2]]))
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["line"]) == ("line-extra", len(lines) + 1)


def test_a_forged_receipt_is_named(handed_out):
    def forge(plain):
        plain["receipts"][0]["signature"] = b64encode(bytes(64)).decode()

    change_json(handed_out.file("chain/*.json"), forge)
    problem, fault = handed_out.fault()
    assert problem == "receipt-forged"
    assert isinstance(fault.fields["seq"], int)


# --- a centre that lies signs what it likes: the chain and the operations still speak ---------------------------------------


def test_a_line_rewritten_by_the_centre_breaks_the_chain(handed_out):
    path, lines = lines_of(handed_out)
    operation = decode(lines[3].strip())
    forged = encode(replace(operation, body=replace(operation.body, value=replace(operation.body.value, reason="另有缘由"))))
    old, new = (sha256(line).hexdigest() for line in (lines[3].strip(), forged))
    lines[3] = forged + b"\n"
    path.write_bytes(b"".join(lines))
    chain = handed_out.file("chain/*.json")
    chain.write_text(chain.read_text().replace(old, new))
    handed_out.sign_again()
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["seq"]) == ("chain-changed", operation.seq)


def test_the_last_line_rewritten_by_the_centre_does_not_fit_its_receipt(handed_out):
    path, lines = lines_of(handed_out)
    operation = decode(lines[-1].strip())
    forged = encode(replace(operation, at=operation.at.replace(year=2020)))
    old, new = (sha256(line).hexdigest() for line in (lines[-1].strip(), forged))
    path.write_bytes(b"".join([*lines[:-1], forged + b"\n"]))
    chain = handed_out.file("chain/*.json")
    chain.write_text(chain.read_text().replace(old, new))
    handed_out.sign_again()
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["seq"]) == ("chain-changed", operation.seq)


def drop_operation(handed_out, renumber):
    """Take one line out of the lines and of the chain; returns the operation."""
    path, lines = lines_of(handed_out)
    gone = decode(lines.pop(6).strip())
    path.write_bytes(b"".join(lines))

    def drop(plain):
        (run,) = plain["runs"]
        place, hashes = gone.seq - run["first"], run["line_sha256s"]
        shift = 1 if renumber else 0
        plain["batches"] = [
            {**batch, "seqs": [seq - shift * (seq > gone.seq) for seq in batch["seqs"] if seq != gone.seq]}
            for batch in plain["batches"]
        ]
        if renumber:
            del hashes[place]
        else:
            plain["runs"] = [
                {"first": run["first"], "line_sha256s": hashes[:place]},
                {"first": gone.seq + 1, "line_sha256s": hashes[place + 1 :]},
            ]

    change_json(handed_out.file("chain/*.json"), drop)
    handed_out.sign_again()
    return gone


def test_an_operation_dropped_by_the_centre_leaves_its_number_to_another(handed_out):
    gone = drop_operation(handed_out, renumber=True)
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["seq"]) == ("line-swapped", gone.seq)


def test_an_operation_the_centre_denies_leaves_a_result_without_origin(handed_out):
    gone = drop_operation(handed_out, renumber=False)
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["item"]) == ("result-differs", gone.body.item_code)
    assert "verify.note.not-held" in {note.key for note in handed_out.verdict().notes}


def test_a_refusal_whose_photo_the_centre_denies_is_named(handed_out):
    """A lie: the photo's operation is told as turned down, and the photo is left out of the record."""
    path, lines = lines_of(handed_out)
    added = [one for one in map(decode, lines) if isinstance(one.body, AddPhoto) and one.body.photo.item_code == VISIT]
    denied = [{"seq": one.seq, "status": "rejected", "code": "operation-invalid"} for one in added]
    change_json(handed_out.file("chain/*.json"), lambda plain: plain.update(not_applied=denied))
    change_json(handed_out.record / "record.json", lambda plain: plain["inspection"].pop("photos"))
    handed_out.sign_again()
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["name"], len(added)) == ("refusal-photo", "钱芸", 2)


def test_a_missing_photo_of_a_refusal_is_named(handed_out):
    copy_of(handed_out, handed_out.stated()["photos"]).unlink()
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["item"]) == ("photo-missing", "-")


def test_a_changed_byte_of_a_spoken_refusal_is_named(handed_out):
    (spoken,) = handed_out.record.glob("evidence/*.wav")
    assert sha256(spoken.read_bytes()).hexdigest() == spoken.stem
    content = bytearray(spoken.read_bytes())
    content[4000] ^= 1
    spoken.write_bytes(content)
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["item"]) == ("photo-changed", "-")


def test_a_receipt_of_another_key_is_forged_also_under_a_signed_manifest(handed_out, tmp_path):
    def forge(plain):
        receipt = plain["receipts"][0]
        receipt["link"] = link(receipt["link"], "0" * 64)

    change_json(handed_out.file("chain/*.json"), forge)
    handed_out.sign_again()
    assert handed_out.fault()[0] == "receipt-forged"


def set_result(plain):
    plain["inspection"]["results"][4]["value"] = {"outcome": "pass"}


def rename_signer(plain):
    plain["inspection"]["signatures"][0]["signature"]["name"] = "钱经理"


def put_photo_back(plain):
    del next(photo for result in plain["inspection"]["results"] for photo in result.get("photos", ()) if photo.get("removed"))[
        "removed"
    ]


def drop_removal(plain):
    plain["removals"] = []


def drop_signature(plain):
    del plain["inspection"]["signatures"][0]


def backdate(plain):
    plain["inspection"]["summary"]["started_at"] = "2020-01-01T00:00:00+00:00"


def other_digest(plain):
    plain["inspection"]["content_sha256"] = "0" * 64


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (set_result, "result-differs"),
        (rename_signer, "signature-differs"),
        (drop_signature, "signature-differs"),
        (put_photo_back, "photo-differs"),
        (drop_removal, "photo-differs"),
        (backdate, "course-differs"),
        (other_digest, "digest-differs"),
    ],
)
def test_a_record_that_says_other_than_its_operations_is_named(handed_out, change, problem):
    change_json(handed_out.record / "record.json", change)
    handed_out.sign_again()
    assert handed_out.fault()[0] == problem


@pytest.mark.parametrize(
    "text", ["no json", "{}", "[]", '{"format":"suicha-record 2"}', '{"format":"suicha-record 1","inspection":5}']
)
def test_a_signed_record_that_reads_as_none_is_named(handed_out, text):
    (handed_out.record / "record.json").write_text(text)
    handed_out.sign_again()
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["file"]) == ("file-unreadable", "record.json")


@pytest.mark.parametrize("text", [b"no json", b"{}", b"5", b'{"seq":1,"body":[]}'])
def test_a_signed_line_that_reads_as_no_operation_is_named(handed_out, text):
    path, lines = lines_of(handed_out)
    seq, old = decode(lines[2].strip()).seq, sha256(lines[2].strip()).hexdigest()
    lines[2] = text + b"\n"
    path.write_bytes(b"".join(lines))
    chain = handed_out.file("chain/*.json")
    chain.write_text(chain.read_text().replace(old, sha256(text).hexdigest()))
    handed_out.sign_again()
    problem, fault = handed_out.fault()
    assert (problem, fault.fields["seq"]) == ("line-unreadable", seq)
