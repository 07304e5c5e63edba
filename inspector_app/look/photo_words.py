"""What a camera wrote of itself, in words for a photo's facts. Pure."""

from sync.domain.inspections import PhotoFacts
from sync.i18n import say


def camera_words(language: str, facts: PhotoFacts) -> str:
    """Make and model, and the time by the camera's own clock, with its offset where it wrote one; empty for a silent camera."""
    name = _name(facts.camera_make, facts.device_model)
    time = " ".join((facts.camera_time[:10], facts.camera_time[11:19], facts.camera_time[19:])).strip()
    parts = (say(language, "camera.name", name=name) if name else "", say(language, "camera.time", time=time) if time else "")
    return " · ".join(filter(None, parts))


def _name(make: str, model: str) -> str:
    """Many models begin with their make."""
    return model if model.lower().startswith(make.lower()) else f"{make} {model}".strip()
