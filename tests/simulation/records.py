"""The product's own word on a run: its audit of the whole centre, and the records that it hands out, verified."""

from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory

from inspector_app.cli.centre_records import write_record
from sync.verifying.campaign import check_records
from sync.verifying.keys import GivenKey
from tests.simulation.kills import STEPS
from tests.simulation.stage import Stage
from tests.simulation.witness import Broken


def check_records_of(stage: Stage) -> None:
    """Every inspection's record. Raises Broken."""
    centre = stage.standing.now
    key = GivenKey(b64decode(centre.key.public.public_key), centre.key.public.key_id)
    with STEPS.acting(None), TemporaryDirectory(dir=stage.folder) as folder:
        for inspection_id in centre.records.inspections():
            record = Path(folder) / str(inspection_id)
            write_record(centre.records.export(inspection_id), record)
            for verdict in check_records([record], key):
                if verdict.fault is not None:
                    raise Broken("hash", f"the record of {inspection_id} does not verify: {verdict.fault.fields}")


def audit_centre_of(stage: Stage) -> None:
    """The audit finds no fault where there is none: whatever came in between. Raises Broken."""
    with STEPS.acting(None):
        audited = stage.standing.now.audit.run(read_files=True, watch=lambda done, whole: None)
    if audited.faults:
        raise Broken("audit", f"the audit finds {audited.faults}")
