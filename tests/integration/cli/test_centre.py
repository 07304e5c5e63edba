"""``suicha centre serve``, ``add-user`` and ``enrol``, and ``suicha sync`` against them."""

import json
import signal
import threading
import time
from io import StringIO

import pytest
import requests
import segno

from inspector_app.bootstrap import open_tablet
from inspector_app.cli.places import check_port, listen_on
from inspector_app.services.enrolment import read_ticket
from sync.client.http_centre import HttpCentre
from sync.domain.people import Role
from sync.errors import CentreUnreachable


def test_a_centre_tells_where_it_answers_and_answers_there(start, tmp_path, port):
    centre = start("centre", "serve", "--data", tmp_path / "centre", "--port", port)
    assert centre.told["url"] == f"http://127.0.0.1:{port}"
    for path in ("/api/v1/health", "/docs", "/console/", "/public"):
        assert requests.get(centre.told["url"] + path, timeout=10).ok, path


@pytest.mark.details
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_signal_ends_a_centre_at_once_also_with_open_event_streams(start, data, port, number):
    centre = start("centre", "serve", "--data", data, "--port", port)
    supervisor = HttpCentre(centre.told["url"])
    supervisor.sign_in("supervisor", "suicha-demo")
    ended: list[CentreUnreachable] = []
    listening = threading.Thread(target=_listen, args=(supervisor, ended))
    listening.start()
    time.sleep(0.5)
    assert centre.stop(number) == 0
    listening.join(20)
    assert [type(error) for error in ended] == [CentreUnreachable]
    check_port("127.0.0.1", port)


def _listen(supervisor, ended):
    try:
        list(supervisor.events())
    except CentreUnreachable as error:
        ended.append(error)


def test_an_occupied_port_is_said_in_one_sentence(installed, sentence_of, tmp_path):
    with listen_on("127.0.0.1", 0) as taken:
        number = taken.getsockname()[1]
        said = sentence_of(installed("centre", "serve", "--data", tmp_path / "centre", "--port", number))
    assert str(number) in said


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(suicha, sentence_of, tmp_path, port):
    (tmp_path / "centre").write_text("a file stands here")
    said = sentence_of(suicha("centre", "serve", "--data", tmp_path / "centre", "--port", port))
    assert str(tmp_path / "centre") in said


def test_a_folder_is_served_once_at_a_time(suicha, start, sentence_of, tmp_path, port):
    start("centre", "serve", "--data", tmp_path / "centre", "--port", 0)
    said = sentence_of(suicha("centre", "serve", "--data", tmp_path / "centre", "--port", port))
    assert "in use" in said


@pytest.mark.details
def test_an_added_user_signs_in_with_role_and_districts(installed, start, data, port):
    options = ("--data", data, "--name", "周清朗", "--district", "JS", "--district", "ZD", "--password", "a long secret")
    assert installed("centre", "add-user", "zhou", *options).returncode == 0
    start("centre", "serve", "--data", data, "--port", port)
    session = HttpCentre(f"http://127.0.0.1:{port}").sign_in("zhou", "a long secret")
    assert (session.name, session.role, session.districts) == ("周清朗", Role.SUPERVISOR, ("JS", "ZD"))


def test_a_login_that_is_taken_is_refused(suicha, sentence_of, data):
    done = suicha(
        "centre", "add-user", "supervisor", "--data", data, "--name", "x", "--district", "JS", "--password", "a long secret"
    )
    assert "supervisor" in sentence_of(done)


def test_an_enrolment_code_is_printed_with_its_qr_code(suicha, data):
    done = suicha("centre", "enrol", "--data", data, "--person", "张喆", "--url", "http://centre.example:8000")
    _, ticket, *qr = done.stdout.splitlines()
    drawn = StringIO()
    segno.make(ticket).terminal(drawn, compact=True)
    assert done.returncode == 0
    assert read_ticket(ticket).centre_url == "http://centre.example:8000"
    assert qr == drawn.getvalue().splitlines()


def test_an_unknown_person_gets_no_code(suicha, sentence_of, data):
    assert "无名氏" in sentence_of(suicha("centre", "enrol", "--data", data, "--person", "无名氏"))


def test_a_printed_code_enrols_a_tablet_which_then_syncs_without_a_screen(installed, start, data, tmp_path, port):
    start("centre", "serve", "--data", data, "--port", port)
    url = f"http://127.0.0.1:{port}"
    told = installed("centre", "enrol", "--data", data, "--person", "张喆", "--person", "李玥", "--url", url, "--json")
    ticket = read_ticket(json.loads(told.stdout)["ticket"])
    tablet = open_tablet(tmp_path / "tablet")
    tablet.enrolment.enrol(ticket.centre_url, ticket.code, "test")
    done = installed("sync", "--data", tmp_path / "tablet", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["news"] > 0
    assert len(tablet.assignments.waiting()) == json.loads(done.stdout)["news"]
    tablet.close()


@pytest.mark.details
def test_sync_says_that_the_centre_cannot_be_reached(suicha, start, sentence_of, data, tmp_path, port):
    centre = start("centre", "serve", "--data", data, "--port", port)
    told = suicha("centre", "enrol", "--data", data, "--person", "张喆", "--json")
    tablet = open_tablet(tmp_path / "tablet")
    tablet.enrolment.enrol(centre.told["url"], json.loads(told.stdout)["code"], "test")
    tablet.close()
    centre.stop()
    done = suicha("sync", "--data", tmp_path / "tablet", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "centre-unreachable"


def test_sync_of_a_folder_without_a_tablet_is_a_usage_error(suicha, tmp_path):
    assert suicha("sync", "--data", tmp_path).returncode == 2
