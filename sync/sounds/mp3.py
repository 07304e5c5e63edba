"""MPEG audio, layer III: a tag perhaps, then frame after frame."""

from sync.errors import SoundUnreadable

_TAG = 10
_BITRATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits a second, of MPEG-1 and of the later versions."""
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Hertz, by the number of the version."""
_MPEG_1 = 3
_LAYER_III = 1


def begins(content: bytes) -> bool:
    """Whether a file begins as one: with a tag, or with a frame."""
    return content[:3] == b"ID3" or _frame(content, 0) is not None


def seconds(content: bytes) -> float:
    """How long it lasts. Raises SoundUnreadable: cut off, or no frame after its tag."""
    place, total = _after_tag(content), 0.0
    if place >= len(content):
        raise SoundUnreadable(problem="sound.problem.truncated")
    while place < len(content):
        frame = _frame(content, place)
        if frame is None:
            break
        size, lasts = frame
        if place + size > len(content):
            raise SoundUnreadable(problem="sound.problem.truncated")
        place, total = place + size, total + lasts
    rest = content[place:]
    if total and (not rest.strip(b"\0") or rest[:3] == b"TAG" or rest[:8] == b"APETAGEX"):
        return total
    raise SoundUnreadable(problem="sound.problem.truncated" if total else "sound.problem.not-a-sound")


def _after_tag(content: bytes) -> int:
    if content[:3] != b"ID3" or len(content) < _TAG:
        return 0 if content[:3] != b"ID3" else len(content)
    size = 0
    for part in content[6:10]:
        size = size << 7 | part & 0x7F
    return _TAG + size


def _frame(content: bytes, place: int) -> tuple[int, float] | None:
    """Its size in bytes and how long it lasts in seconds, or None where there is none."""
    head = int.from_bytes(content[place : place + 4], "big")
    version, layer, rate_place, bitrate_place = head >> 19 & 3, head >> 17 & 3, head >> 10 & 3, head >> 12 & 15
    if head >> 21 != 0x7FF or version not in _RATES or layer != _LAYER_III or rate_place == 3 or bitrate_place in (0, 15):
        return None
    rate, bitrate = _RATES[version][rate_place], _BITRATES[version == _MPEG_1][bitrate_place] * 1000
    samples = 1152 if version == _MPEG_1 else 576
    return samples // 8 * bitrate // rate + (head >> 9 & 1), samples / rate
