"""Records of a run, handed out by the centre and checked by the product's own verifier."""

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
