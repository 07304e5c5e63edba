import json
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.domain.checklists import Severity
from sync.domain.inspections import Outcome, ResultValue
from sync.errors import OperationInvalid
from sync.protocol.operations import BODIES, LONGEST_LINE, Operation, SetResult, decode, encode

FAILED = Operation(
    id=UUID(int=1),
    seq=7,
    by=UUID(int=2),
    at=datetime(2026, 11, 24, 1, 15, tzinfo=UTC),
    body=SetResult(
        UUID(int=3), "D01", ResultValue(Outcome.FAIL, note="门锁损坏", severity=Severity.MAJOR, due_on=date(2026, 12, 1))
    ),
)


def changed(**fields):
    """The line of a failed item with other fields in its envelope, its body or its value."""
    plain = json.loads(encode(FAILED))
    for name, value in fields.items():
        place = plain["body"]["value"] if name in ("note", "fixed_on_spot", "due_on", "outcome") else plain
        (plain["body"] if name in ("item_code", "inspection_id", "base") else place)[name] = value
    return json.dumps(plain).encode()


def is_refused(line):
    with pytest.raises(OperationInvalid) as raised:
        decode(line)
    return bool(raised.value.fields["problem"])


@settings(max_examples=300)
@given(data=st.data())
def test_what_was_frozen_comes_back_equal(operations, data):
    operation = data.draw(operations)
    assert decode(encode(operation)) == operation


@given(data=st.data())
def test_a_frozen_line_is_one_line_and_freezes_the_same_again(operations, data):
    line = encode(data.draw(operations))
    assert b"\n" not in line
    assert encode(decode(line)) == line


def test_a_line_reads_as_documented():
    assert encode(FAILED).decode() == (
        '{"id":"00000000-0000-0000-0000-000000000001","seq":7,"by":"00000000-0000-0000-0000-000000000002",'
        '"at":"2026-11-24T01:15:00+00:00","kind":"result.set","body":{"inspection_id":"00000000-0000-0000-0000-000000000003",'
        '"item_code":"D01","value":{"outcome":"fail","note":"门锁损坏","severity":"major","due_on":"2026-12-01"}}}'
    )


def test_every_kind_of_body_has_a_name_of_its_own():
    assert sorted(BODIES) == [
        "inspection.sign",
        "inspection.start",
        "inspection.submit",
        "photo.add",
        "photo.remove",
        "result.set",
    ]


@pytest.mark.parametrize("note", ["C:\\udisk\\u0000", "\\", '"', "第一行\n第二行", "😀𬭚", "\x7f\x1b"])
def test_unusual_but_storable_notes_survive(note):
    line = json.dumps(json.loads(changed(note=note)), ensure_ascii=False).encode()
    assert decode(line).body.value.note == note


@pytest.mark.parametrize(
    "fields",
    [
        {"seq": 0},
        {"seq": -1},
        {"seq": "7"},
        {"seq": 7.0},
        {"seq": True},
        {"seq": 2**53},
        {"seq": float("inf")},
        {"id": 5},
        {"id": "no-uuid"},
        {"by": None},
        {"at": "2026-11-24T01:15:00"},
        {"at": "yesterday"},
        {"at": "0001-01-01T00:00:00+14:00"},
        {"at": 1764000000},
        {"kind": "result.delete"},
        {"kind": 3},
        {"body": []},
        {"body": "text"},
        {"item_code": 5},
        {"item_code": None},
        {"inspection_id": "x"},
        {"base": "x"},
        {"note": {"a": 1}},
        {"note": 5},
        {"note": "门\x00锁"},
        {"note": "半个\ud83d"},
        {"note": "长" * 2001},
        {"fixed_on_spot": "false"},
        {"fixed_on_spot": 1},
        {"due_on": "2026-13-01"},
        {"due_on": 20261201},
        {"outcome": "maybe"},
        {"outcome": True},
    ],
    ids=lambda fields: next(f"{name}-{str(value)[:20]!a}" for name, value in fields.items()),
)
def test_a_field_that_does_not_fit_is_refused(fields):
    assert is_refused(changed(**fields))


@pytest.mark.parametrize("missing", ["id", "seq", "by", "at", "kind", "body"])
def test_a_missing_field_is_refused(missing):
    plain = json.loads(encode(FAILED))
    del plain[missing]
    assert is_refused(json.dumps(plain).encode())


@pytest.mark.parametrize("field", ["original_sha256", "copy_sha256"])
def test_a_photo_whose_hash_could_leave_the_folder_is_refused(operations, field):
    plain = json.loads(encode(FAILED))
    facts = {
        "photo_id": str(UUID(int=9)),
        "item_code": "D01",
        "original_sha256": "a" * 64,
        "original_size": 3,
        "original_type": "image/jpeg",
        "copy_sha256": "b" * 64,
        "copy_size": 2,
        "width": 1,
        "height": 1,
        "taken_at": "2026-11-24T01:15:00+00:00",
    }
    body = {"inspection_id": str(UUID(int=3)), "photo": facts}
    assert decode(json.dumps({**plain, "kind": "photo.add", "body": body}).encode())
    facts[field] = "../../etc/passwd"
    assert is_refused(json.dumps({**plain, "kind": "photo.add", "body": body}).encode())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig", "gbk"])
def test_only_utf_8_is_read(encoding):
    assert is_refused(encode(FAILED).decode().encode(encoding))


def test_a_surrogate_smuggled_in_as_bytes_is_refused():
    assert is_refused(encode(FAILED).replace("门".encode(), b"\xed\xa0\xbd"))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\x00",
        b"NaN",
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"9" * 60_000,
        b'"' + b"\\" * 60_000,
        b" " * (LONGEST_LINE + 1),
        encode(FAILED)[:-1],
        encode(FAILED) + b" " * LONGEST_LINE,
    ],
    ids=lambda line: f"{line[:8]!r} of {len(line)}",
)
def test_a_hostile_line_is_refused_and_nothing_else(line):
    assert is_refused(line)


@settings(max_examples=500)
@given(spoils=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6), data=st.data())
def test_a_spoilt_line_is_read_or_refused(operations, spoils, data):
    line = bytearray(encode(data.draw(operations)))
    for share, value in spoils:
        line[int(share * len(line))] = value
    assert never_crashes(bytes(line))


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=500)
@given(data=st.data(), value=plain)
def test_any_json_in_any_place_is_read_or_refused(operations, data, value):
    operation = json.loads(encode(data.draw(operations)))
    place = operation
    while isinstance(place, dict):
        name = data.draw(st.sampled_from(sorted(place)))
        if data.draw(st.booleans()) or not isinstance(place[name], dict) or not place[name]:
            place[name] = value
            break
        place = place[name]
    assert never_crashes(json.dumps(operation).encode())


@given(line=st.binary(max_size=80) | plain.map(lambda value: json.dumps(value).encode()))
def test_arbitrary_lines_are_read_or_refused(line):
    assert never_crashes(line)


def never_crashes(line):
    """True when the line was refused as such, or was read into something that can be frozen and kept."""
    try:
        operation = decode(line)
    except OperationInvalid:
        return True
    operation.at.astimezone(UTC)
    return decode(encode(operation)) == operation


def test_a_line_names_the_link_before_it():
    chained = replace(FAILED, chain="ab" * 32)
    assert json.loads(encode(chained))["chain"] == "ab" * 32
    assert decode(encode(chained)) == chained


def test_a_line_older_than_chains_is_read_and_names_no_link():
    assert "chain" not in json.loads(encode(FAILED))
    assert decode(encode(FAILED)).chain == ""


@pytest.mark.parametrize("chain", [5, None, ["ab"], "ab\x00"])
def test_a_link_that_is_no_text_is_refused(chain):
    assert is_refused(changed(chain=chain))
