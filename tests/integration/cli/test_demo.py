"""``suicha demo``: one command, a centre and a tablet."""

import json
import signal
import sqlite3
import time
import zipfile
from contextlib import closing
from io import BytesIO

import psutil
import pytest
import requests

from inspector_app.bootstrap import open_tablet
from inspector_app.cli.places import check_port, free_port, listen_on
from inspector_app.demo.past import PAST_VISITS
from inspector_app.demo.plan import demo_plan, demo_team
from inspector_app.demo.registers import demo_registers
from inspector_app.store.database import FILE_NAME
from sync.client.http_centre import HttpCentre
from sync.domain.inspections import State
from sync.protocol.campaigns import CampaignFilter
from sync.protocol.console import InspectionFilter

QUICK = ("--no-history", "--no-browser")


@pytest.fixture
def ports():
    return ("--port", free_port(), "--tablet-port", free_port())


def device_of(folder):
    tablet = open_tablet(folder / "tablet")
    device = tablet.enrolment.device()
    tablet.close()
    return device


def wait_until(holds, seconds=60):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.1)


def test_the_demo_answers_at_the_addresses_it_prints(demo):
    told = demo.told
    for name in ("tablet", "console", "public", "draws", "docs"):
        assert requests.get(told[name], timeout=10).ok, name
    for account in told["accounts"]:
        session = HttpCentre(told["centre"]).sign_in(account["login"], account["password"])
        assert (session.name, session.role) == (account["name"], account["role"])


def test_the_demo_tablet_is_enrolled_and_has_its_people_and_assignments(demo):
    tablet = open_tablet(demo.folder / "tablet")
    people = {person.name: person.person_id for person in tablet.sign_in.people()}
    assert len(tablet.assignments.waiting()) >= 12
    for person in demo.told["tablet_people"]:
        assert tablet.sign_in.sign_in(people[person["name"]], person["pin"]).name == person["name"]
    tablet.close()


@pytest.mark.details
def test_anybody_draws_the_demos_campaign_again_from_its_public_download(demo, suicha, tmp_path):
    with closing(HttpCentre(demo.told["centre"])) as centre:
        account = demo.told["accounts"][0]
        centre.sign_in(account["login"], account["password"])
        (campaign,) = centre.campaigns(CampaignFilter()).rows
    public = demo.told["draws"]
    assert campaign.name in requests.get(public, timeout=10).text
    with zipfile.ZipFile(BytesIO(requests.get(f"{public}/{campaign.id}/folder.zip", timeout=10).content)) as archive:
        archive.extractall(tmp_path / "public")
    (draw,) = json.loads(suicha("draw", "verify", tmp_path / "public", "--json").stdout)["draws"]
    assert draw["visits"] == campaign.visits > 20
    seed = tmp_path / "public" / "1" / "seed.ndjson"
    said = json.loads(seed.read_text(encoding="utf-8"))["value"]
    other = said[:-1] + ("1" if said[-1] != "1" else "2")
    seed.write_text(seed.read_text(encoding="utf-8").replace(said, other), encoding="utf-8")
    assert suicha("draw", "verify", tmp_path / "public").returncode != 0


@pytest.mark.soak
def test_the_polite_stop_signal_ends_everything_and_frees_the_ports(start, tmp_path, ports):
    assert start("demo", "--data", tmp_path / "demo", *QUICK, *ports).stop(signal.SIGTERM) == 0
    for port in (ports[1], ports[3]):
        check_port("127.0.0.1", port)


@pytest.mark.details
def test_ctrl_c_frees_the_ports_a_second_start_keeps_the_data_also_at_others_and_reset_starts_over(start, tmp_path, ports):
    folder = tmp_path / "demo"
    first = start("demo", "--data", folder, *QUICK, *ports)
    before = device_of(folder)
    assert first.stop(signal.SIGINT) == 0
    for port in (ports[1], ports[3]):
        check_port("127.0.0.1", port)
    other_ports = ("--port", free_port(), "--tablet-port", free_port())
    second = start("demo", "--data", folder, *QUICK, *other_ports)
    kept = device_of(folder)
    second.stop()
    start("demo", "--data", folder, "--reset", *QUICK, *ports)
    fresh = device_of(folder)
    assert (kept.id, kept.token, kept.centre_url) == (before.id, before.token, second.told["centre"])
    assert second.told["accounts"] == first.told["accounts"]
    assert fresh.id != before.id


@pytest.mark.parametrize("reset", [(), ("--reset",)])
def test_a_folder_with_other_things_in_it_is_left_alone(suicha, sentence_of, tmp_path, ports, reset):
    (tmp_path / "precious.txt").write_text("mine")
    done = suicha("demo", "--data", tmp_path, *reset, *QUICK, *ports)
    assert str(tmp_path) in sentence_of(done)
    assert [path.name for path in tmp_path.iterdir()] == ["precious.txt"]


@pytest.mark.parametrize("option", ["--port", "--tablet-port"])
def test_an_occupied_port_is_said_in_one_sentence(suicha, sentence_of, tmp_path, option):
    with listen_on("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        other = "--tablet-port" if option == "--port" else "--port"
        done = suicha("demo", "--data", tmp_path / "demo", *QUICK, option, port, other, free_port())
    assert str(port) in sentence_of(done)
    assert not (tmp_path / "demo").exists()


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(suicha, sentence_of, tmp_path, ports):
    (tmp_path / "demo").write_text("a file stands here")
    assert str(tmp_path / "demo") in sentence_of(suicha("demo", "--data", tmp_path / "demo", *QUICK, *ports))


def test_a_folder_serves_one_demo_at_a_time(suicha, demo, sentence_of, ports):
    assert "in use" in sentence_of(suicha("demo", "--data", demo.folder, "--reset", *QUICK, *ports))


@pytest.mark.soak
def test_a_part_that_dies_stops_the_demo_and_is_named(start, tmp_path, ports):
    demo = start("demo", "--data", tmp_path / "demo", *QUICK, *ports)
    tablet = next(child for child in psutil.Process(demo.process.pid).children() if "tablet" in child.cmdline())
    tablet.kill()
    assert demo.process.wait(60) == 1
    assert "tablet app" in (tmp_path / "stderr-0").read_text()
    check_port("127.0.0.1", ports[1])


@pytest.mark.soak
def test_nothing_stays_behind_when_the_demo_itself_is_killed(start, tmp_path, ports):
    demo = start("demo", "--data", tmp_path / "demo", *QUICK, *ports)
    children = psutil.Process(demo.process.pid).children()
    demo.process.kill()
    gone, alive = psutil.wait_procs(children, timeout=60)
    assert len(gone) == 2
    assert alive == []


@pytest.mark.soak
def test_other_teams_visits_fill_console_and_public_page(start, tmp_path, ports):
    told = start("demo", "--data", tmp_path / "demo", "--no-browser", *ports).told
    supervisor = HttpCentre(told["centre"])
    supervisor.sign_in(told["accounts"][0]["login"], told["accounts"][0]["password"])

    def states():
        rows = supervisor.inspections(InspectionFilter(page_size=50)).rows
        return sorted(row.state for row in rows)

    wanted = sorted([State.ACCEPTED] * (9 + PAST_VISITS) + [State.SUBMITTED] * 4 + [State.RETURNED])
    wait_until(lambda: states() == wanted)

    def all_evidence_is_there():
        return all(row.evidence_stored == row.evidence_expected for row in supervisor.inspections(InspectionFilter()).rows)

    wait_until(all_evidence_is_there)
    wait_until(lambda: not (tmp_path / "demo" / "history").exists())


@pytest.mark.soak
def test_the_demos_own_tablet_hears_of_the_past_round_within_its_minute(start, tmp_path, ports):
    start("demo", "--data", tmp_path / "demo", "--no-browser", *ports)
    registers = demo_registers()
    own = sorted((one for one in demo_plan(registers) if one.team == demo_team(registers)), key=lambda one: one.due_in_days)
    past = {one.compound.name for one in own[:PAST_VISITS]}
    wait_until(lambda: past <= remembered_on(tmp_path / "demo" / "tablet"), 150)


def remembered_on(folder):
    """Names of the compounds of which the demo's own tablet knows what was before; it looks for news once a minute."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        rows = connection.execute("SELECT a.document FROM histories h JOIN assignments a ON a.id = h.assignment_id").fetchall()
    return {json.loads(row[0])["compound"]["name"] for row in rows}
