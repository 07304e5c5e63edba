"""From the bytes of a sound file to what it is and how long it lasts, or one clear reason why it is not taken."""

from collections.abc import Callable
from dataclasses import dataclass

from sync.domain.inspections import LONGEST_SOUND_MS
from sync.errors import SoundUnreadable
from sync.sounds import mp3, mp4, wav

MOST_BYTES = 20_000_000
"""Of one file: ten minutes as recorders of phones write them, with room to spare."""

_OTHER_FORMATS = (b"OggS", b"fLaC", b"#!AMR", b"\x1a\x45\xdf\xa3", b"caff", b"FORM", b"\xff\xf1", b"\xff\xf9")
"""How sounds begin that are not taken, for not every device plays them: Ogg, FLAC, AMR, WebM, CAF, AIFF, bare AAC."""


@dataclass(frozen=True, slots=True)
class Sound:
    """``media_type`` and how long it lasts."""

    media_type: str
    milliseconds: int


@dataclass(frozen=True, slots=True)
class _Kind:
    media_type: str
    begins: Callable[[bytes], bool]
    seconds: Callable[[bytes], float]


_KINDS = (
    _Kind("audio/wav", wav.begins, wav.seconds),
    _Kind("audio/mp4", mp4.begins, mp4.seconds),
    _Kind("audio/mpeg", mp3.begins, mp3.seconds),
)


def open_sound(content: bytes) -> Sound:
    """Read a sound file's structure; its content decides what it is, not its name. Raises SoundUnreadable."""
    if not content:
        raise SoundUnreadable(problem="sound.problem.empty")
    if len(content) > MOST_BYTES:
        raise SoundUnreadable(problem="sound.problem.too-large", most=MOST_BYTES // 1_000_000)
    kind = next((kind for kind in _KINDS if kind.begins(content)), None)
    if kind is None:
        known = content.startswith(_OTHER_FORMATS)
        raise SoundUnreadable(problem="sound.problem.unknown-format" if known else "sound.problem.not-a-sound")
    milliseconds = round(kind.seconds(content) * 1000)
    if milliseconds < 1:
        raise SoundUnreadable(problem="sound.problem.nothing-recorded")
    if milliseconds > LONGEST_SOUND_MS:
        raise SoundUnreadable(problem="sound.problem.too-long", most=LONGEST_SOUND_MS // 60_000)
    return Sound(kind.media_type, milliseconds)
