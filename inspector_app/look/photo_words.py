"""A photo's circumstances in words: its camera, its place, and what speaks against either. Pure."""

from sync.domain.inspections import PhotoFacts
from sync.domain.positions import Position
from sync.i18n import say

NOTICED_OFFSET_MS = 60_000
"""A tablet's clock that is off by less explains nothing."""


def camera_words(language: str, facts: PhotoFacts) -> str:
    """Make and model, and the time by the camera's own clock, with its offset where it wrote one; empty for a silent camera."""
    name = _name(facts.camera_make, facts.device_model)
    time = " ".join((facts.camera_time[:10], facts.camera_time[11:19], facts.camera_time[19:])).strip()
    parts = (say(language, "camera.name", name=name) if name else "", say(language, "camera.time", time=time) if time else "")
    return " · ".join(filter(None, parts))


def place_words(language: str, position: Position | None) -> str:
    """Where the photo was taken, how exactly that is known, and from whom; empty where nobody knows."""
    if position is None:
        return ""
    accuracy = f" ±{position.accuracy:.0f} m" if position.accuracy is not None else ""
    where = f"{position.latitude:.5f}, {position.longitude:.5f}{accuracy}"
    return say(language, f"place.{position.source.value}", where=where)


def doubts(language: str, facts: PhotoFacts) -> str:
    """A place that was made up, and a clock that was wrong; empty where nothing is known against the photo."""
    mocked = facts.position is not None and facts.position.mocked
    return " · ".join(filter(None, (say(language, "place.mocked") if mocked else "", _clock(language, facts.device_offset_ms))))


def lasting(milliseconds: float) -> str:
    """How long a sound lasts, in minutes and seconds; what was said at all lasts a second."""
    seconds = max(1, round(milliseconds / 1000)) if milliseconds else 0
    return f"{seconds // 60}:{seconds % 60:02}"


def _clock(language: str, offset_ms: int | None) -> str:
    if offset_ms is None or abs(offset_ms) < NOTICED_OFFSET_MS:
        return ""
    return say(language, "clock.ahead" if offset_ms > 0 else "clock.behind", count=round(abs(offset_ms) / 60_000))


def _name(make: str, model: str) -> str:
    """Many models begin with their make."""
    return model if model.lower().startswith(make.lower()) else f"{make} {model}".strip()
