"""A sound in the making: 16-bit samples as a microphone gives them, and a file of them in the end.

A browser gives a microphone's samples at the device's own rate and number of channels, and names neither; so both are
measured: by how many bytes come in a second. What can come is far enough apart to be told, and where it cannot, the sound is
refused rather than written down too fast or too slow.
"""

from sync.errors import SoundUnreadable
from sync.sounds import wav

RATE = 16_000
"""Hertz to ask for: speech is clear, and a minute is 2 MB."""

LONGEST_RECORDING = 120
"""Seconds after which a recording ends."""

SHORTEST_RECORDING = 2
"""Seconds: a tap by mistake is no note, and the rate of anything shorter cannot be measured."""

_FORMATS = ((16_000, 1), (16_000, 2), (44_100, 1), (48_000, 1), (44_100, 2), (48_000, 2))
_TOLERANCE = 0.042
"""Half the way between the two that are nearest to each other."""


class Samples:
    """Chunks by their number, with the moment in seconds at which each of them came."""

    def __init__(self) -> None:
        self._chunks: dict[int, tuple[float, bytes]] = {}

    def take(self, number: int, chunk: bytes, at: float) -> None:
        """``at`` of a clock that only goes forward."""
        self._chunks[number] = (at, chunk)

    def seconds(self, now: float) -> float:
        """Since the first chunk; 0 before it."""
        return now - min(at for at, _ in self._chunks.values()) if self._chunks else 0.0

    def sound(self) -> bytes:
        """A WAVE file. Raises SoundUnreadable: nothing came, too little, or at no rate that microphones have."""
        chunks = [self._chunks[number] for number in sorted(self._chunks)]
        if not chunks:
            raise SoundUnreadable(problem="sound.problem.nothing-recorded")
        if chunks[-1][0] - chunks[0][0] < SHORTEST_RECORDING - 1:
            raise SoundUnreadable(problem="sound.problem.too-short", least=SHORTEST_RECORDING)
        rate, channels = _format_of(_bytes_a_second(chunks))
        samples = b"".join(chunk for _, chunk in chunks)
        if len(samples) < SHORTEST_RECORDING * rate * channels * wav.SAMPLE_BYTES:
            raise SoundUnreadable(problem="sound.problem.too-short", least=SHORTEST_RECORDING)
        return wav.of_samples(samples, rate, channels)


def _bytes_a_second(chunks: list[tuple[float, bytes]]) -> float:
    """The slope of the line that fits what had come by when best: one chunk that came late hardly matters."""
    points, total = [], 0
    for at, chunk in chunks:
        points.append((at, total))
        total += len(chunk)
    middle_at = sum(at for at, _ in points) / len(points)
    middle = sum(come for _, come in points) / len(points)
    spread = sum((at - middle_at) ** 2 for at, _ in points)
    return sum((at - middle_at) * (come - middle) for at, come in points) / spread if spread else 0.0


def _format_of(bytes_a_second: float) -> tuple[int, int]:
    """Rate and number of channels. Raises SoundUnreadable."""
    for rate, channels in _FORMATS:
        usual = rate * channels * wav.SAMPLE_BYTES
        if abs(bytes_a_second - usual) <= _TOLERANCE * usual:
            return rate, channels
    raise SoundUnreadable(problem="sound.problem.unsteady")
