"""Enrolment over a line that loses answers."""

from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from inspector_app.bootstrap import connect_over_http
from inspector_app.services.enrolment import EnrolmentService, centre_address
from inspector_app.store.identity import StoreIdentity, StorePreferences
from sync.errors import CentreAddressInvalid, CentreNotThere, CentreSilent, CentreUnreachable
from sync.i18n import explain
from sync.protocol.messages import Enrolment, EnrolmentRequest


@dataclass
class ForgetfulLine:
    """Brings every request to the centre, and so many answers not back."""

    lost: int = 0
    heard: list[EnrolmentRequest] = field(default_factory=list)

    def enrol(self, request: EnrolmentRequest) -> Enrolment:
        self.heard.append(request)
        if len(self.heard) <= self.lost:
            raise CentreUnreachable(centre="http://centre.example")
        return Enrolment(request.device_token, "中心", "key")

    def service(self, bench) -> EnrolmentService:
        database = bench.database
        return EnrolmentService(StoreIdentity(database), lambda *_: self, bench.ids, StorePreferences(database))


def test_a_lost_answer_is_asked_for_again_with_the_same_id_and_token_also_after_a_restart(bench, reopened):
    line = ForgetfulLine(lost=2)
    for tablet in (bench, bench):
        with pytest.raises(CentreUnreachable):
            line.service(tablet).enrol("http://centre.example", "CODE", "平板")
    device = line.service(reopened()).enrol("http://centre.example", "code ", "平板")
    assert {(request.code, request.device_id, request.device_token) for request in line.heard} == {
        ("CODE", device.id, device.token)
    }
    assert len(device.token) >= 43


def test_another_code_is_another_enrolment(bench):
    line = ForgetfulLine(lost=1)
    with pytest.raises(CentreUnreachable):
        line.service(bench).enrol("http://centre.example", "ONE", "平板")
    line.service(bench).enrol("http://centre.example", "TWO", "平板")
    line.service(bench).enrol("http://centre.example", "TWO", "平板")
    assert len({request.device_id for request in line.heard}) == len({request.device_token for request in line.heard}) == 3


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://centre.example:8000", "http://centre.example:8000"),
        (" https://centre.example/ ", "https://centre.example"),
        ("192.168.1.20:8000", "http://192.168.1.20:8000"),
        ("localhost:8000", "http://localhost:8000"),
        ("http://192.168.1.20:8000/console/", "http://192.168.1.20:8000"),
        ("192.168.1.20:8000/console/#/tablets", "http://192.168.1.20:8000"),
        ("http://centre.example/enrol?code=ABC", "http://centre.example"),
        ("https://city.example/suicha/", "https://city.example/suicha"),
        ("https://city.example/suicha/console/", "https://city.example/suicha"),
    ],
)
def test_an_address_is_taken_as_people_write_it(written, address):
    assert centre_address(written) == address


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", "没有填写中心地址"),
        ("  ", "没有填写中心地址"),
        ("http://", "“http://”不是中心地址"),
        ("ftp://centre.example", "不是中心地址"),
        ("the centre", "不是中心地址"),
        ("http://centre:port", "不是中心地址"),
        ("http://[bad", "不是中心地址"),
    ],
)
def test_what_is_no_address_is_told_with_how_one_looks_and_nobody_is_asked(bench, written, words):
    line = ForgetfulLine()
    with pytest.raises(CentreAddressInvalid) as told:
        line.service(bench).enrol(written, "CODE", "平板")
    assert words in explain("zh-CN", told.value)
    assert "http://192.168.1.20:8000" in explain("en", told.value)
    assert line.heard == []


def test_a_tablet_that_is_not_enrolled_is_not_told_to_go_on_working(bench):
    line = ForgetfulLine(lost=2)
    with pytest.raises(CentreSilent) as told:
        line.service(bench).enrol("centre.example", "CODE", "平板")
    assert explain("zh-CN", told.value).startswith("http://centre.example 没有回应，平板还没有注册")
    assert "saved" not in explain("en", told.value)


def test_an_enrolled_tablet_whose_centre_does_not_answer_hears_that_its_records_are_safe(bench):
    ForgetfulLine().service(bench).enrol("http://centre.example", "ONE", "平板")
    with pytest.raises(CentreUnreachable) as told:
        ForgetfulLine(lost=1).service(bench).enrol("http://centre.example", "TWO", "平板")
    assert not isinstance(told.value, CentreSilent)


class SomebodyElse(BaseHTTPRequestHandler):
    """A web server that is no centre."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Quiet."""


def test_a_server_that_is_no_centre_is_named_as_such(bench):
    with ThreadingHTTPServer(("127.0.0.1", 0), SomebodyElse) as server:
        Thread(target=server.serve_forever).start()
        address = f"127.0.0.1:{server.server_port}"
        service = EnrolmentService(StoreIdentity(bench.database), connect_over_http, bench.ids, bench.preferences)
        try:
            with pytest.raises(CentreNotThere) as told:
                service.enrol(address, "CODE", "平板")
        finally:
            server.shutdown()
    assert explain("en", told.value).startswith(f"http://{address} answers, but there is no Suicha centre there")
