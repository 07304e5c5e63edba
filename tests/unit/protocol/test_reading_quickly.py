"""The centre's quick reader accepts nothing that the protocol's reader refuses, and never reads it as something else."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.errors import OperationInvalid
from sync.protocol.operations import LONGEST_LINE, decode, encode
from sync.server.services.reading import quickly, read

SPOILT = st.sampled_from(
    [
        *(None, True, False, 0, -1, 1, 1.0, 1e400, -0.0, 2**53 - 1, 2**53, 2**63, 2**64, 10**400, float("nan")),
        *("", " ", "1", "x", "null", "1494012444", "2026-05-06", "2026-05-06 09:30Z", "2026-W19-3", "20260506T0930+0800"),
        *("2026-05-06T09:30:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-05-06T09:30:60+00:00"),
        *("00000000000000000000000000000001", "{00000000-0000-0000-0000-000000000001}", "urn:uuid:" + "0" * 31 + "1", "F" * 32),
        *(
            " 0000000000000000000000000000001",
            "0_0000000000000000000000000000001",
            "a" * 2001,
            "\ufeff",
            "\x7f",
            "\u2028",
            "吉😀",
        ),
        *("pass", "PASS", "fail", "major", "result.set", "photo.add", [], [1], {}, {"outcome": "pass"}, [None]),
    ]
)
PIECES = [b'"', b"\\", b"\\u0000", b"\\ud800", b",", b"}", b"\n", b"\t"]


def places(plain, path=()):
    """Every place in a tree of objects."""
    yield path
    if isinstance(plain, dict):
        for name, value in plain.items():
            yield from places(value, (*path, name))


def spoilt_at(plain, path, value):
    if not path:
        return value
    return plain | {path[0]: spoilt_at(plain.get(path[0], {}) if isinstance(plain, dict) else {}, path[1:], value)}


def same(line):
    """Whether both readers agree on a line; True as well when the quick one leaves it to the other."""
    quick = quickly(line)
    if quick is None:
        return True
    return quick == decode(line) and encode(quick) == encode(decode(line))


@settings(max_examples=200)
@given(data=st.data())
def test_every_frozen_operation_is_read_as_the_protocol_reads_it(operations, data):
    line = encode(data.draw(operations))
    assert same(line)
    assert read(line) == decode(line)


def test_what_tablets_send_by_the_hundred_is_read_quickly(often):
    assert [quickly(encode(operation)) for operation in often] == often


@settings(max_examples=600)
@given(data=st.data())
def test_a_field_with_another_value_one_too_many_or_one_missing_is_judged_alike(operations, data):
    plain = json.loads(encode(data.draw(operations)))
    path = data.draw(st.sampled_from(sorted(places(plain))))
    act = data.draw(st.sampled_from(["change", "add", "drop"]))
    value = data.draw(SPOILT)
    if act == "drop" and path:
        *parents, name = path
        inner = plain
        for parent in parents:
            inner = inner[parent]
        del inner[name]
        spoilt = plain
    else:
        spoilt = spoilt_at(
            plain, (*path[:-1], data.draw(st.sampled_from(["x", "base", "position"]))) if act == "add" else path, value
        )
    assert same(json.dumps(spoilt, ensure_ascii=False).encode("utf-8", "surrogatepass"))


@settings(max_examples=600)
@given(
    data=st.data(), piece=st.binary(max_size=4) | st.sampled_from([b'"', b"\\", b"\\u0000", b"\\ud800", b",", b"}", b"\n", b"\t"])
)
def test_bytes_spoilt_anywhere_are_judged_alike(operations, data, piece):
    line = encode(data.draw(operations))
    start = data.draw(st.integers(0, len(line)))
    assert same(line[:start] + piece + line[start + data.draw(st.integers(0, 3)) :])


@given(data=st.data())
def test_a_name_given_twice_counts_as_for_the_protocol(operations, data):
    line = encode(data.draw(operations))
    other = encode(data.draw(operations))
    name = data.draw(st.sampled_from([b'"id"', b'"seq"', b'"body"', b'"kind"', b'"at"']))
    piece = other[other.index(name) :].split(b",")[0].rstrip(b"}")
    assert same(line[:-1] + b"," + piece + b"}")
    assert same(b"{" + piece + b"," + line[1:])


@pytest.mark.parametrize("line", [b"", b"null", b"[]", b"{", b"{}", b'{"kind":1}', b'{"kind":"x"}', b" " * (LONGEST_LINE + 1)])
def test_what_is_no_operation_is_refused_with_the_protocols_words(line):
    with pytest.raises(OperationInvalid) as quick:
        read(line)
    with pytest.raises(OperationInvalid) as slow:
        decode(line)
    assert quick.value.fields == slow.value.fields
