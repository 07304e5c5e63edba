"""A sync with nothing to do costs next to nothing, also in a city of many districts."""

import socket
from datetime import UTC, datetime
from threading import Thread
from time import sleep

import pytest
import uvicorn

from sync.client.http_centre import HttpCentre
from sync.domain.tablets import TabletReport
from sync.server.repositories.feed import note_changes
from sync.server.services.known import Change
from sync.server.services.registers import NewDistrict

DISTRICTS = 15


@pytest.fixture
def url(web, web_office):
    """The app behind a real socket."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        web.app, log_level="warning", access_log=False, server_header=False, date_header=False, lifespan="off"
    )
    server = uvicorn.Server(config)
    serving = Thread(target=server.run, args=([listening],))
    serving.start()
    while not server.started:
        sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    serving.join()


def test_an_idle_sync_is_one_request_of_less_than_a_kilobyte_each_way(url, web_office):
    codes = [f"{410102 + number}" for number in range(DISTRICTS)]
    web_office.centre.registers.add_districts([NewDistrict(code, "区", "District") for code in codes])
    with web_office.centre.database.writing() as connection:
        for code in codes:
            note_changes(connection, [Change(code, "result", web_office.inspection)] * 10_000)
    tablet = HttpCentre(url, web_office.device_token())
    cursor = tablet.pull(None).cursor
    assert all(code in cursor for code in codes)
    sent, received, asked = tablet.bytes_sent, tablet.bytes_received, tablet.requests_sent
    figures = {"records": 99_999, "files": 9_999, "file_bytes": 9_999_999_999}
    report = TabletReport(datetime.now(UTC), 64_000_000_000, **figures, version="0.1.0", error="centre-unreachable", paused=True)
    assert tablet.pull(cursor, report).cursor == cursor
    assert tablet.requests_sent - asked == 1
    assert tablet.bytes_sent - sent < 1024
    assert tablet.bytes_received - received < 1024
    tablet.close()
