"""Records of a small fleet, handed out once; every test spoils a copy of its own."""

import json
from base64 import b64decode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from typing import Any
from uuid import UUID

import pytest

from inspector_app.cli.centre_options import opened_centre
from inspector_app.cli.centre_records import write_record
from inspector_app.cli.private_centre import private_centre
from inspector_app.fleet.campaign import Campaign, Order, plan_of
from inspector_app.fleet.crew import Crew
from inspector_app.fleet.muster import muster
from inspector_app.services.signing import refusal_of
from sync.domain.clock import SystemClock, local_day
from sync.domain.inspections import VISIT, Outcome, ResultValue
from sync.domain.signatures import Ink, Part, Place
from sync.errors import RecordAltered
from sync.server.services.countersigning import CentreKey, open_key
from sync.sounds.wav import of_samples
from sync.verifying.campaign import check_records
from sync.verifying.keys import GivenKey
from sync.verifying.sources import records_in
from sync.verifying.verdicts import Verdict

ORDER = Order(tablets=1, inspections=2, photos=24, photo_bytes=44_000, fail_rate=0.15, seed=5, at_once=1)
INK = Ink(400, ((10, 10, 500, 200), (600, 20, 990, 380)))
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")
SPOKEN = of_samples(b"\x10\x20" * 32_000, 16_000, 1)


@dataclass(frozen=True)
class HandedOut:
    """Records in a folder, and the key of the centre they come from."""

    folder: Path
    signing: CentreKey
    signed: UUID
    """The inspection with signatures."""

    @property
    def key(self) -> GivenKey:
        return GivenKey(b64decode(self.signing.public.public_key), self.signing.public.key_id)

    @property
    def record(self) -> Path:
        """The last of the tablet's inspections: its chain starts in the middle of the tablet's."""
        return self.folder / str(self.signed)

    def stated(self) -> dict[str, Any]:
        """What ``record.json`` says of the inspection."""
        plain: dict[str, Any] = json.loads((self.record / "record.json").read_text(encoding="utf-8"))["inspection"]
        return plain

    def file(self, pattern: str) -> Path:
        return sorted(self.record.glob(pattern))[0]

    def verdict(self, key: GivenKey | None = None) -> Verdict:
        (verdict,) = check_records(records_in(self.record), key or self.key)
        return verdict

    def fault(self) -> tuple[str, RecordAltered]:
        """The name of the problem, and the fault."""
        fault = self.verdict().fault
        assert fault is not None
        return str(fault.fields["problem"]).removeprefix("record.problem."), fault

    def sign_again(self) -> None:
        """What only a centre that lies could do: a new manifest over what is there now."""
        path = self.record / "manifest.json"
        manifest = json.loads(path.read_text())
        for entry in list(manifest["files"]):
            file = self.record / entry["name"]
            if not file.exists():
                manifest["files"].remove(entry)
                continue
            entry["sha256"], entry["size"] = sha256(file.read_bytes()).hexdigest(), file.stat().st_size
        path.write_text(json.dumps(manifest))
        (self.record / "manifest.sig").write_bytes(self.signing.sign(path.read_bytes()))


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> HandedOut:
    folder = tmp_path_factory.mktemp("records")
    with private_centre(folder / "centre") as (url, settings):
        with opened_centre(settings) as centre:
            codes = muster(centre, ORDER.inspections + 1, ORDER.tablets)
        with Campaign(ORDER, plan_of(ORDER, local_day(SystemClock().now())), codes, folder / "fleet") as campaign:
            campaign.enrol(url)
            campaign.record(lambda: None)
            signed = _signed_visit(campaign.crews[0])
            campaign.send(lambda: None)
        with opened_centre(settings) as centre:
            (folder / "records").mkdir()
            for inspection_id in centre.records.inspections():
                write_record(centre.records.export(inspection_id), folder / "records" / str(inspection_id))
        return HandedOut(folder / "records", open_key(settings.data), signed)


def _signed_visit(crew: Crew) -> UUID:
    """A visit with a photo taken out again, an answer changed between two signatures, and a refusal with a photo, and one with a
    spoken note."""
    tablet = crew.tablet
    assignment = next(entry.assignment for entry in tablet.assignments.waiting() if entry.state is None)
    officer = assignment.team[0]
    inspection = tablet.inspections.start(assignment.id, officer.person_id)
    for item in tablet.inspections.sheet(inspection).checklist.items:
        tablet.inspections.answer(inspection, item.code, NOT_HERE, officer.person_id)
    photos = [tablet.photos.attach(inspection, "A01", next(crew.originals), officer.person_id) for _ in range(2)]
    tablet.photos.remove(photos[0].facts.photo_id, officer.person_id)
    tablet.signing.sign(inspection, Place(Part.ENTERPRISE), "赵经理", INK, officer.person_id)
    tablet.inspections.answer(inspection, "A01", ResultValue(Outcome.PASS), officer.person_id)
    tablet.signing.sign(inspection, Place(Part.OFFICER, officer.person_id, officer.name), officer.name, INK, officer.person_id)
    shown = tablet.photos.attach(inspection, VISIT, next(crew.originals), officer.person_id)
    tablet.signing.refuse(inspection, Place(Part.WITNESS), "钱芸", refusal_of("不愿作证", shown), officer.person_id)
    arrived = tablet.photos.receive(inspection, VISIT, SPOKEN, officer.person_id, sound=True)
    heard = tablet.photos.develop(arrived, SPOKEN)
    tablet.signing.refuse(inspection, Place(Part.ENTERPRISE), "赵经理", refusal_of("有异议", heard), officer.person_id)
    tablet.inspections.submit(inspection, officer.person_id)
    return inspection


@pytest.fixture
def handed_out(exported: HandedOut, tmp_path: Path) -> HandedOut:
    """A copy to be spoilt."""
    copytree(exported.folder, tmp_path / "records")
    return HandedOut(tmp_path / "records", exported.signing, exported.signed)
