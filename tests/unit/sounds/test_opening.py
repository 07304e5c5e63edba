"""Which sound files are taken, how long they last, and why others are not."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.inspections import LONGEST_SOUND_MS
from sync.errors import SoundUnreadable
from sync.i18n import LANGUAGES, explain
from sync.imaging.scenes import draw_scene
from sync.sounds.opening import MOST_BYTES, Sound, open_sound

ID3 = b"ID3\x04\x00\x00\x00\x00\x02\x01" + bytes(257)


def problem_of(content):
    with pytest.raises(SoundUnreadable) as refused:
        open_sound(content)
    for language in LANGUAGES:
        assert "{" not in explain(language, refused.value)
    return refused.value.fields["problem"].removeprefix("sound.problem.")


@pytest.mark.parametrize(("rate", "channels"), [(16_000, 1), (44_100, 2), (48_000, 1)])
def test_a_wave_file_is_taken_with_its_length(wav, rate, channels):
    assert open_sound(wav(2.5, rate, channels)) == Sound("audio/wav", 2500)


@pytest.mark.parametrize("version", [0, 1])
def test_a_phones_recording_is_taken_with_its_length(m4a, version):
    assert open_sound(m4a(61.25, version=version)) == Sound("audio/mp4", 61_250)


@pytest.mark.parametrize(("tag", "after"), [(b"", b""), (ID3, b""), (ID3, b"TAG" + bytes(125)), (b"", bytes(500))])
def test_an_mp3_is_taken_with_or_without_tags(mp3, tag, after):
    sound = open_sound(mp3(3, tag) + after)
    assert (sound.media_type, round(sound.milliseconds, -2)) == ("audio/mpeg", 3000)


def test_an_empty_file_is_refused():
    assert problem_of(b"") == "empty"


@pytest.mark.parametrize(
    "content",
    ["赵经理拒绝签字。\n".encode() * 50, "note".encode("utf-16"), b"<html></html>", b"%PDF-1.7\n", bytes(2000), b"RIFF", b"ID"],
)
def test_text_and_other_files_renamed_are_no_sound(content):
    assert problem_of(content) == "not-a-sound"


def test_a_photo_is_no_sound():
    assert problem_of(draw_scene(Random(1), 64, 48)) == "not-a-sound"


@pytest.mark.parametrize("begin", [b"OggS", b"fLaC", b"#!AMR\n", b"\x1a\x45\xdf\xa3", b"caff", b"\xff\xf1\x50\x80"])
def test_a_format_that_not_every_device_plays_is_told_apart(begin):
    assert problem_of(begin + bytes(500)) == "unknown-format"


def test_a_packed_wave_file_is_told_apart(wav):
    packed = bytearray(wav())
    packed[20] = 0x11
    assert problem_of(bytes(packed)) == "unknown-format"


def test_a_video_is_refused_and_a_picture_in_a_box_as_well(m4a):
    assert problem_of(m4a(kinds=(b"soun", b"vide"))) == "video"
    assert problem_of(m4a(kinds=(b"pict",))) == "not-a-sound"


def test_a_file_of_more_than_the_limit_is_refused_unread():
    assert problem_of(b"RIFF" + bytes(MOST_BYTES)) == "too-large"


def test_ten_minutes_are_taken_and_more_is_refused(m4a):
    longest = LONGEST_SOUND_MS / 1000
    assert open_sound(m4a(longest)).milliseconds == LONGEST_SOUND_MS
    assert problem_of(m4a(longest + 1)) == "too-long"


def test_a_recording_of_nothing_is_refused(wav, m4a):
    assert problem_of(wav(0)) == problem_of(m4a(0)) == "nothing-recorded"


@given(st.data())
def test_a_file_that_was_cut_off_is_refused_wherever_it_was_cut(wav, m4a, mp3, data):
    whole = data.draw(st.sampled_from([wav(0.05), m4a(2), mp3(0.1, ID3)]))
    cut = data.draw(st.integers(1, len(whole) - 1))
    frames_only = whole.startswith(b"ID3") and (cut - len(ID3)) % 208 == 0 and cut > len(ID3)  # each frame is a whole mp3
    if not frames_only:
        problem_of(whole[:cut])


@given(st.data())
def test_any_bytes_are_a_sound_or_refused_with_a_sentence(wav, m4a, mp3, data):
    content = bytearray(data.draw(st.one_of(st.binary(max_size=400), st.sampled_from([wav(0.02), m4a(1), mp3(0.1, ID3)]))))
    for place, value in data.draw(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 255)), max_size=6)):
        if place < len(content):
            content[place] = value
    try:
        sound = open_sound(bytes(content))
    except SoundUnreadable:
        problem_of(bytes(content))
    else:
        assert 0 < sound.milliseconds <= LONGEST_SOUND_MS
