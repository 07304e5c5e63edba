"""A refusal is heard: the note is a sound file, or spoken into the tablet; Chromium's own microphone beeps twice a second."""

import wave
from array import array
from hashlib import sha256
from io import BytesIO
from itertools import pairwise

import pytest

from sync.domain.inspections import VISIT, State
from sync.sounds.wav import of_samples
from tests.e2e.browsers import WITH_CAMERA
from tests.e2e.tablet_page import TabletPage

pytestmark = pytest.mark.browser
SPOKEN = of_samples(b"\x00\x10\x00\xf0" * 16_000, 16_000, 1)
SPEAK_SECONDS = 4


@pytest.fixture
def refusing(browsers, tablet, answer_all):
    """Opens a page on the refusal of the responsible person: ``refusing(width, height)``."""
    with browsers.profiles(tablet.url, *WITH_CAMERA, permissions=["microphone"]) as lend:

        def open_page(*size):
            page = TabletPage(lend(*size), tablet.url).open()
            page.at("assignment-0").wait_for()
            page.open_assignment()
            answer_all()
            page.finish()
            page.tap("sign-2")
            page.type("signer-name", "赵经理")
            page.tap("sign-refuse")
            page.at("refusal-0").wait_for()
            page.tap("refusal-0")
            return page

        yield open_page


@pytest.mark.details
def test_a_spoken_note_goes_with_a_refusal_and_is_heard_after_the_submission_too(refusing, sheet):
    page = refusing()
    page.add_photo("不是录音".encode() * 50, "note.wav", "audio/wav", button="refusal-pick-sound")
    page.see("message", "文件不是录音")
    assert sheet().photos[VISIT] == []
    page.add_photo(SPOKEN, "note.wav", "audio/wav", button="refusal-pick-sound")
    page.at("refusal-sound").wait_for()
    page.confirm("refuse-confirm")
    page.see("sign-2", "拒签附录音")
    (heard,), (refused,) = sheet().photos[VISIT], (one.signature for one in sheet().signatures)
    assert refused.refusal.photo_sha256 == sha256(SPOKEN).hexdigest() == heard.facts.original_sha256
    page.submit()
    page.eventually(lambda: sheet().record.state is State.SUBMITTED)
    page.see("assignment-3", "已完成，待发送")
    page.open_assignment(3)
    page.finish()
    page.see("refusal-sound", "听录音 0:02")
    page.tap("refusal-sound")
    page.see("refusal-sound", "停止播放")
    page.see("refusal-sound", "听录音")


@pytest.mark.soak
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_a_note_is_spoken_into_the_tablet_and_keeps_its_speed(refusing, records, sheet, size):
    page = refusing(*size)
    page.tap("refusal-record")
    page.see("sound-seconds", f"0:0{SPEAK_SECONDS}")
    assert not page.is_enabled("refuse-confirm")
    page.tap("sound-stop")
    page.at("refusal-sound").wait_for()
    (spoken,) = sheet().photos[VISIT]
    content = records.photos.full_size(spoken)
    assert sha256(content).hexdigest() == spoken.facts.original_sha256
    beeps = beginnings_of_beeps(content)
    assert len(beeps) >= 2 * (SPEAK_SECONDS - 1)
    assert all(0.45 < later - sooner < 0.55 for sooner, later in pairwise(beeps)), beeps
    page.tap("refusal-remove")
    page.eventually(lambda: sheet().photos[VISIT] == [])


@pytest.mark.soak
@pytest.mark.killed
def test_what_was_said_before_a_kill_is_on_record_at_the_next_start(refusing, tablet, sheet):
    page = refusing(1280, 800)
    page.tap("refusal-record")
    page.see("sound-seconds", "0:08")
    tablet.kill()
    tablet.start()
    page.open()
    page.eventually(lambda: len(sheet().photos[VISIT]) == 1)
    (spoken,) = sheet().photos[VISIT]
    assert spoken.facts.is_sound
    assert 3000 < spoken.facts.duration_ms < 9000


def beginnings_of_beeps(content):
    """In seconds."""
    with wave.open(BytesIO(content)) as sound:
        samples = array("h", sound.readframes(sound.getnframes()))[:: sound.getnchannels()]
        step = sound.getframerate() // 100
    loud = [max(map(abs, samples[start : start + step])) > 2000 for start in range(0, len(samples), step)]
    return [place / 100 for place, (before, now) in enumerate(pairwise(loud), start=1) if now and not before]
