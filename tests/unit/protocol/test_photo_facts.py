"""What is known of a photo, on the wire: fields came later, and lines of before stay readable."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.inspections import LARGEST_OFFSET_MS, LONGEST_SOUND_MS, VISIT, PhotoFacts
from sync.domain.marks import LONGEST_MARK_TEXT, MOST_MARKS, MOST_POINTS, Arrow, BlurBox, Freehand, MarkColour, TextMark
from sync.domain.positions import Position, PositionSource
from sync.errors import OperationInvalid
from sync.protocol.codec import from_json, to_json
from sync.protocol.operations import AddPhoto, Operation, decode, encode

OLD_LINE = (
    b'{"id":"01936f3e-0000-7000-8000-000000000001","seq":4,"by":"01936f3e-0000-7000-8000-000000000002",'
    b'"at":"2026-11-24T01:15:00+00:00","kind":"photo.add","body":{"inspection_id":"01936f3e-0000-7000-8000-000000000003",'
    b'"photo":{"photo_id":"01936f3e-0000-7000-8000-000000000004","item_code":"D01","original_sha256":"' + b"a" * 64 + b'",'
    b'"original_size":3000000,"original_type":"image/jpeg","copy_sha256":"' + b"b" * 64 + b'","copy_size":400000,"width":4032,'
    b'"height":3024,"taken_at":"2026-11-24T01:15:00+00:00","device_model":"Pad 7"}}}'
)
FACTS = decode(OLD_LINE).body.photo

positions = st.builds(
    Position,
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    source=st.sampled_from(PositionSource),
    accuracy=st.none() | st.floats(0, 20_000_000),
    mocked=st.booleans(),
)


def line_with(facts):
    body = AddPhoto(UUID(int=3), facts)
    return encode(Operation(UUID(int=1), 1, UUID(int=2), datetime(2026, 11, 24, tzinfo=UTC), body))


def test_a_line_from_before_positions_and_marks_is_read_and_written_as_it_was():
    operation = decode(OLD_LINE)
    assert operation.body.photo.device_model == "Pad 7"
    assert (operation.body.photo.position, operation.body.photo.device_offset_ms) == (None, None)
    assert (operation.body.photo.annotates, operation.body.photo.marks) == (None, ())
    assert (operation.body.photo.camera_make, operation.body.photo.camera_time) == ("", "")
    assert encode(operation) == OLD_LINE


def test_the_marks_of_an_annotated_copy_come_back_as_they_were():
    marks = (Arrow((0.1, 0.2), (0.5, 0.5)), TextMark((0.3, 0.3), "裂缝", MarkColour.BLUE), BlurBox((0.0, 0.5), (1.0, 1.0)))
    facts = replace(FACTS, annotates=UUID(int=7), marks=marks)
    assert decode(line_with(facts)).body.photo == facts


def test_the_most_an_annotated_copy_may_have_fits_into_a_line():
    strokes = Freehand(tuple((0.1234, 0.5678) for _ in range(MOST_POINTS)))
    texts = tuple(TextMark((0.1234, 0.5678), "裂" * LONGEST_MARK_TEXT, MarkColour.YELLOW) for _ in range(MOST_MARKS - 1))
    facts = replace(FACTS, annotates=UUID(int=7), marks=(strokes, *texts))
    assert decode(line_with(facts)).body.photo == facts


@pytest.mark.parametrize(
    "spoilt", [{}, {"points": [[0.1, 2]]}, {"points": [[0.1]]}, {"tail": [0, 0]}, {"at": [0, 0], "text": ""}, 5, None, "arrow"]
)
def test_a_mark_that_is_none_is_refused(spoilt):
    plain = json.loads(line_with(replace(FACTS, annotates=UUID(int=7), marks=(BlurBox((0, 0), (1, 1)),))))
    plain["body"]["photo"]["marks"] = [spoilt]
    with pytest.raises(OperationInvalid):
        decode(json.dumps(plain).encode())


@given(position=st.none() | positions, offset=st.none() | st.integers(-LARGEST_OFFSET_MS, LARGEST_OFFSET_MS))
def test_position_and_clock_come_back_as_they_were(position, offset):
    facts = replace(FACTS, position=position, device_offset_ms=offset)
    assert decode(line_with(facts)).body.photo == facts
    assert from_json(to_json(facts), PhotoFacts) == facts


@pytest.mark.parametrize("camera_time", ["", "2026-11-24T09:15:07", "2026-11-24T09:15:07-03:30"])
def test_what_the_camera_wrote_of_itself_comes_back_as_it_was(camera_time):
    facts = replace(FACTS, camera_make="Maker 喆", camera_time=camera_time)
    assert decode(line_with(facts)).body.photo == facts


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("camera_make", "x" * 81),
        ("camera_make", 7),
        ("camera_time", "yesterday"),
        ("camera_time", "2026-11-24 09:15:07"),
        ("camera_time", 5),
    ],
)
def test_a_camera_that_no_tablet_would_tell_of_is_refused(field, value):
    plain = json.loads(line_with(FACTS))
    plain["body"]["photo"][field] = value
    with pytest.raises(OperationInvalid):
        decode(json.dumps(plain).encode())


SOUND = replace(
    FACTS,
    item_code=VISIT,
    original_type="audio/wav",
    copy_sha256=FACTS.original_sha256,
    copy_size=FACTS.original_size,
    width=0,
    height=0,
    device_model="",
    duration_ms=12_300,
)


@pytest.mark.parametrize("media_type", ["audio/wav", "audio/mp4", "audio/mpeg"])
def test_a_sound_goes_the_way_of_a_photo(media_type):
    facts = replace(SOUND, original_type=media_type)
    assert facts.is_sound
    assert decode(line_with(facts)).body.photo == facts
    assert "duration_ms" not in to_json(FACTS)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("item_code", "D01"),
        ("width", 640),
        ("height", 480),
        ("copy_sha256", "c" * 64),
        ("copy_size", 5),
        ("duration_ms", 0),
        ("duration_ms", LONGEST_SOUND_MS + 1),
        ("annotates", UUID(int=7)),
        ("original_type", "audio/midi"),
    ],
)
def test_a_sound_that_no_tablet_would_send_is_refused(field, value):
    with pytest.raises(OperationInvalid):
        decode(line_with(replace(SOUND, **{field: value})))


def test_a_photo_does_not_last():
    with pytest.raises(OperationInvalid):
        decode(line_with(replace(FACTS, duration_ms=5)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("latitude", 90.01),
        ("latitude", -91),
        ("longitude", 180.5),
        ("longitude", "113"),
        ("longitude", True),
        ("accuracy", -1),
        ("accuracy", 1e9),
        ("source", "guess"),
        ("mocked", 1),
        ("latitude", None),
    ],
)
def test_a_place_that_is_nowhere_is_refused(field, value):
    plain = json.loads(line_with(replace(FACTS, position=Position(34.7, 113.6, PositionSource.DEVICE))))
    plain["body"]["photo"]["position"][field] = value
    with pytest.raises(OperationInvalid):
        decode(json.dumps(plain).encode())


@pytest.mark.parametrize("offset", [LARGEST_OFFSET_MS + 1, -LARGEST_OFFSET_MS - 1, 1.5, "0", True])
def test_a_clock_that_is_off_by_more_than_a_century_is_refused(offset):
    plain = json.loads(line_with(FACTS))
    plain["body"]["photo"]["device_offset_ms"] = offset
    with pytest.raises(OperationInvalid):
        decode(json.dumps(plain).encode())


@pytest.mark.parametrize("spoilt", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_a_coordinate_that_is_no_number_is_refused(spoilt):
    line = line_with(replace(FACTS, position=Position(34.7, 113.6, PositionSource.EXIF)))
    with pytest.raises(OperationInvalid):
        decode(line.replace(b"34.7", spoilt))
