"""Promises about pictures: whole at the centre, or waiting in sight."""

from hashlib import sha256
from uuid import UUID

from sync.domain.compounds import Originals
from tests.simulation.found import Found
from tests.simulation.stage import POLICIES, evidence_of
from tests.simulation.witness import Broken


def photos_are_whole(found: Found) -> None:
    """Every picture a tablet had received is a photo at the centre, byte for byte, as far as the campaign wants its files."""
    held = {path.name: sha256(path.read_bytes()).hexdigest() for path in found.stage.settings.evidence.glob("??/*")}
    for name, digest in held.items():
        if not name.endswith(".part") and name != digest:
            raise Broken("spoilt", f"evidence {name} has the hash {digest}")
    if gone := found.journal.stored - held.keys():
        raise Broken("lost", f"evidence with a receipt: {gone}")
    records = {UUID(bytes=row[0]): row for row in found.rows("SELECT id, removed_at, copy_sha256, original_sha256 FROM photos")}
    policies = dict(zip(found.stage.inspections.values(), POLICIES, strict=True))
    for photo, original in found.journal.pictures.items():
        number, inspection, _, _ = found.journal.pictures_of[photo]
        if photo not in records:
            _check_still_waiting(found, number, photo, original)
        elif records[photo][1] is None:
            _check_files(found, photo, original, policies[inspection], held)
    for digest in (row[0] for row in found.rows("SELECT sha256 FROM evidence")):
        if digest not in held:
            raise Broken("lost", f"the index names {digest}, the disk does not have it")


def _check_still_waiting(found: Found, number: int, photo: UUID, original: bytes) -> None:
    """An inspection that was submitted meanwhile takes no more photos: then the picture waits on the tablet, in sight."""
    folder = found.stage.tablet_actors[number].folder
    inspection = found.journal.pictures_of[photo][1]
    digest = sha256(original).hexdigest()
    with found.tablet(number) as tablet:
        state = tablet.execute("SELECT state FROM inspections WHERE id = ?", (inspection.bytes,)).fetchone()
    note, file = folder / "arrivals" / f"{photo}.json", folder / "evidence" / digest[:2] / digest
    if not note.exists() or not file.exists() or file.read_bytes() != original:
        raise Broken("lost", f"picture {photo} is neither a photo nor waiting on tablet {number}")
    if state is None or state[0] not in ("submitted", "accepted"):
        raise Broken("stuck", f"picture {photo} waits on tablet {number} although the inspection is open")
    shown, _ = found.officers[number].tablet.backlog.troubled(0, 1_000)
    if str(photo) not in {entry.key for entry in shown}:
        raise Broken("hidden", f"picture {photo} waits on tablet {number}, and the queue there does not say so")


def _check_files(found: Found, photo: UUID, original: bytes, policy: Originals, held: dict[str, str]) -> None:
    copy = evidence_of(original).copy_sha256
    if copy not in held:
        raise Broken("lost", f"evidence copy of {photo}")
    wanted = policy is not Originals.ON_DEMAND or photo in found.journal.wanted_originals
    if wanted and sha256(original).hexdigest() not in held:
        raise Broken("lost", f"original of {photo}, {policy}")
