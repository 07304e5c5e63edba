"""What the record says of a picture or a sound, and the files that go with it."""

from inspector_app.services.arrivals import Arrival
from inspector_app.services.records import EvidenceFiles
from sync.domain.inspections import PhotoFacts
from sync.imaging.evidence import Evidence
from sync.sounds.opening import open_sound


def of_picture(arrival: Arrival, original: bytes, evidence: Evidence) -> tuple[PhotoFacts, EvidenceFiles]:
    """A picture with its stamped copy and its thumbnail."""
    facts = PhotoFacts(
        photo_id=arrival.photo_id,
        item_code=arrival.item_code,
        original_sha256=evidence.original_sha256,
        original_size=len(original),
        original_type=evidence.original_type,
        copy_sha256=evidence.copy_sha256,
        copy_size=len(evidence.copy),
        width=evidence.width,
        height=evidence.height,
        taken_at=arrival.taken_at,
        device_model=evidence.camera_model,
        position=arrival.position or evidence.position,
        device_offset_ms=arrival.device_offset_ms,
        camera_make=evidence.camera_make,
        camera_time=evidence.camera_time,
    )
    return facts, EvidenceFiles(original, evidence.copy, evidence.thumbnail)


def of_sound(arrival: Arrival, original: bytes) -> tuple[PhotoFacts, EvidenceFiles]:
    """A sound is its own copy: there is nothing in it to stamp, and nothing to make smaller. Raises SoundUnreadable."""
    sound = open_sound(original)
    facts = PhotoFacts(
        photo_id=arrival.photo_id,
        item_code=arrival.item_code,
        original_sha256=arrival.original_sha256,
        original_size=len(original),
        original_type=sound.media_type,
        copy_sha256=arrival.original_sha256,
        copy_size=len(original),
        width=0,
        height=0,
        taken_at=arrival.taken_at,
        position=arrival.position,
        device_offset_ms=arrival.device_offset_ms,
        duration_ms=sound.milliseconds,
    )
    return facts, EvidenceFiles(original, original)
