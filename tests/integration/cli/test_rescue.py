"""``suicha rescue`` as real processes: beside a running app, after a kill, and into a centre on both ways."""

import json
import signal
import sqlite3
from dataclasses import dataclass, fields
from pathlib import Path
from random import Random

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.cli.centre_options import opened_centre, settings_for
from inspector_app.cli.places import free_port
from sync.domain.clock import SystemClock, local_day
from sync.domain.inspections import default_failure
from sync.imaging.scenes import draw_scene
from sync.protocol.rescue import RescueOutcome

SIGN_IN = ("--user", "supervisor", "--password", "suicha-demo")


@dataclass
class Case:
    """A centre that answers, and the folder of a tablet with work it has not sent."""

    url: str
    centre: Path
    tablet: Path
    out: Path

    def lines(self) -> int:
        with sqlite3.connect(self.tablet / "tablet.db") as connection:
            return connection.execute("SELECT count(*) FROM outbox").fetchone()[0]

    def spoil_database(self) -> None:
        for path in self.tablet.glob("tablet.db*"):
            path.write_bytes(Random(1).randbytes(9000))


@pytest.fixture
def case(start, data, tmp_path) -> Case:
    centre, folder = data, tmp_path / "tablet"
    url = start("centre", "serve", "--data", centre, "--port", 0).told["url"]
    with opened_centre(settings_for(centre)) as opened:
        (officer,) = opened.registers.people_called(["张喆"])
        code = opened.registers.create_enrolment_code([officer])
    tablet = open_tablet(folder)
    tablet.enrolment.enrol(url, code, "平板 7")
    assert tablet.sync.run_once().error is None
    inspection = tablet.inspections.start(tablet.assignments.waiting()[0].assignment.id, officer)
    item = tablet.inspections.sheet(inspection).checklist.items[0]
    tablet.inspections.answer(inspection, item.code, default_failure(item, local_day(SystemClock().now())), officer)
    tablet.photos.attach(inspection, item.code, draw_scene(Random(1), 320, 240), officer)
    tablet.close()
    return Case(url, centre, folder, tmp_path / "stick" / "平板.rescue")


def told(done) -> dict:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_tablet_is_packed_beside_its_app_and_brought_in_on_both_ways(installed, start, case):
    app = start("tablet", "--data", case.tablet, "--centre", f"http://127.0.0.1:{free_port()}", "--port", 0, "--no-browser")
    packed = told(installed("rescue", "export", "--data", case.tablet, "--out", case.out, "--json"))
    app.stop(signal.SIGKILL)
    assert (packed["device"], packed["operations"], packed["waiting"], packed["photos"]) == ("平板 7", 3, 3, 2)
    assert (packed["bytes"], packed["lost"]) == (case.out.stat().st_size, [])
    first = told(installed("rescue", "import", case.out, "--centre", case.url, *SIGN_IN, "--json"))["outcome"]
    assert (first["applied"], first["stored"], first["proven"]) == (3, 2, True)
    again = told(installed("rescue", "import", case.out, "--data", case.centre, "--json"))["outcome"]
    assert (again["applied"], again["duplicates"], again["there"]) == (0, 3, 2)
    assert set(first) == set(again) == {field.name for field in fields(RescueOutcome)}
    settled = told(installed("sync", "--data", case.tablet, "--centre", case.url, "--json"))
    assert (settled["waiting_records"], settled["waiting_photos"], settled["bytes"] > 0) == (0, 0, True)
    assert case.lines() == 3


@pytest.mark.details
def test_a_broken_tablet_is_packed_with_a_key_by_hand_and_says_what_is_lost(suicha, sentence_of, case, tmp_path):
    case.spoil_database()
    (case.tablet / "rescue-key.json").unlink()
    assert "suicha centre key --rescue" in sentence_of(suicha("rescue", "export", "--data", case.tablet, "--out", case.out))
    key = tmp_path / "key.pem"
    assert suicha("centre", "key", "--data", case.centre, "--rescue", "--out", key).returncode == 0
    packed = told(suicha("rescue", "export", "--data", case.tablet, "--out", case.out, "--key", key, "--json"))
    assert (packed["operations"], packed["photos"], packed["lost"]) == (0, 2, [{"what": "database", "name": "tablet.db"}])
    refused = suicha("rescue", "import", case.out, "--data", case.centre, "--unproven")
    assert refused.returncode == 1
    assert "not enrolled at this centre" in refused.stderr.splitlines()[-1]


@pytest.mark.details
def test_what_goes_wrong_is_one_sentence(suicha, sentence_of, case, tmp_path):
    assert "no tablet's data" in sentence_of(suicha("rescue", "export", "--data", tmp_path / "nothing", "--out", case.out))
    packed = suicha("rescue", "export", "--data", case.tablet, "--out", case.out, language="zh")
    assert "含操作 3 条（其中 3 条尚未发送）" in packed.stdout
    assert "was left as it is" in sentence_of(suicha("rescue", "export", "--data", case.tablet, "--out", case.out))
    usage = suicha("rescue", "import", case.out)
    assert usage.returncode == 2
    assert "--centre and --user" in sentence_of(usage)
    content = bytearray(case.out.read_bytes())
    content[-1] ^= 1
    case.out.write_bytes(content)
    refused = suicha("rescue", "import", case.out, "--centre", case.url, *SIGN_IN)
    assert refused.returncode == 1
    assert "was changed" in refused.stderr.splitlines()[-1]
    with opened_centre(settings_for(case.centre)) as opened, opened.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM operations").scalar() == 0


def test_a_centre_out_of_reach_is_told_as_such_to_who_has_no_tablet(suicha, tmp_path):
    path = tmp_path / "visit.rescue"
    path.write_bytes(b"SUICHA")
    refused = suicha("rescue", "import", path, "--centre", f"http://127.0.0.1:{free_port()}", *SIGN_IN)
    said = refused.stderr.splitlines()[-1]
    assert (refused.returncode, "cannot be reached" in said, "saved" in said) == (1, True, False)
