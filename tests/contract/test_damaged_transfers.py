"""A request that somebody in between cut short, with a head that hides it, is told from a spoilt record."""

import socket
from urllib.parse import urlsplit

import pytest
import requests
from sqlalchemy import select

from sync.client.http_centre import HttpCentre
from sync.client.transport import Transport
from sync.domain.ids import IdMaker
from sync.domain.people import Role
from sync.errors import TransferDamaged
from sync.protocol.digests import content_digest
from sync.protocol.messages import EnrolmentRequest, OperationStatus
from sync.server.repositories import schema


class CuttingTransport(Transport):
    """Sends only so many bytes of a body, under the head of the whole."""

    keeps = 0

    def ask(self, method, path, **request):
        return super().ask(method, path, **request | {"body": request["body"][: self.keeps]})


@pytest.fixture
def cut(world, connect):
    """Makes a client of an enrolled tablet whose bodies are cut."""
    device = IdMaker().new()
    code = world.centre.registers.create_enrolment_code(world.team)
    token = connect().enrol(EnrolmentRequest(code, device, "平板")).device_token

    def client(keeps: int) -> HttpCentre:
        transport = CuttingTransport(world.url, token)
        transport.keeps = keeps
        return HttpCentre(world.url, transport=transport)

    client.device, client.whole = device, lambda: connect(token)
    return client


def test_a_batch_that_was_cut_in_a_line_is_taken_as_a_whole_later_and_nothing_is_set_apart(world, tablet, cut):
    lines = [tablet.line(body) for body in (world.started(), *world.answers())]
    for keeps in (len(b"\n".join(lines)) - 5, len(lines[0]) + 9, len(lines[0]), 0):
        with pytest.raises(TransferDamaged):
            cut(keeps).push(lines)
    with world.centre.database.reading() as connection:
        apart = connection.scalars(select(schema.quarantine.c.code).where(schema.quarantine.c.device_id == cut.device)).all()
    assert apart == []
    assert {outcome.status for outcome in cut.whole().push(lines).outcomes} == {OperationStatus.APPLIED}


def test_a_batch_without_a_digest_is_taken_as_it_comes(world, tablet):
    lines = [tablet.line(world.started())]

    class Silent(Transport):
        def ask(self, method, path, **request):
            request["headers"] = {name: value for name, value in request["headers"].items() if value != content_digest(lines[0])}
            return super().ask(method, path, **request)

    silent = HttpCentre(world.url, transport=Silent(world.url, tablet.centre._transport.token))
    assert [outcome.status for outcome in silent.push(lines).outcomes] == [OperationStatus.APPLIED]


def test_an_empty_chunk_is_damage_and_a_shortened_one_is_gone_on_from(world, tablet, cut):
    content = world.new_picture()
    photo = world.photo("A01", content)
    assert {status for status, _ in tablet.said(world.started(), photo)} == {"applied"}
    digest = photo.photo.copy_sha256
    with pytest.raises(TransferDamaged):
        cut(0).send_evidence(digest, 0, len(content), content)
    assert cut(100).send_evidence(digest, 0, len(content), content).offset == 100
    assert cut.whole().send_evidence(digest, 100, len(content), content[100:]).complete


@pytest.mark.parametrize("where", ["code", "device_id", "device_name", "{", "}"])
def test_an_enrolment_in_which_one_bit_changed_is_refused_and_the_code_stays_good(world, connect, where):
    class Flipping(Transport):
        def ask(self, method, path, **request):
            body = bytearray(request["body"])
            body[body.index(where.encode()) + (len(where) + 5 if len(where) > 1 else 0)] ^= 1
            return super().ask(method, path, **request | {"body": bytes(body)})

    code = world.centre.registers.create_enrolment_code(world.team)
    request = EnrolmentRequest(code, IdMaker().new(), "tablet")
    with pytest.raises(TransferDamaged):
        HttpCentre(world.url, transport=Flipping(world.url)).enrol(request)
    assert connect().enrol(request).device_token


def test_every_answer_names_its_request(world, tablet):
    answers = [
        requests.get(f"{world.url}/api/v1/{path}", headers={"Suicha-Exchange": name})
        for path, name in (("health", "a1"), ("changes", "b2"))
    ]
    assert [(answer.status_code, answer.headers["Suicha-Exchange"]) for answer in answers] == [(200, "a1"), (401, "b2")]


@pytest.mark.parametrize("path", ["operations", "evidence", f"evidence/{'ab' * 32}"])
def test_a_body_of_nobody_known_is_not_waited_for(world, path):
    """Otherwise anybody could have the centre keep bodies that never end."""
    method = "PATCH" if "/" in path else "POST"
    head = f"{method} /api/v1/{path} HTTP/1.1\r\nHost: centre\r\nAuthorization: Bearer nobody\r\nContent-Length: 1000000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", urlsplit(world.url).port), timeout=20) as line:
        line.sendall(head.encode() + b"x" * 10_000)
        assert line.recv(100).startswith(b"HTTP/1.1 401 ")


STREAMED = {
    "a chunk of a rescue file": ("PATCH", f"rescues/{'ab' * 32}", {"Upload-Offset": "0", "Upload-Length": "0"}),
    "a chunk of evidence": ("PATCH", f"evidence/{'ab' * 32}", {"Upload-Offset": "-1", "Upload-Length": "4"}),
    "small files without their names": ("POST", "evidence", {}),
    "a register whose name lacks": ("POST", "registers/officers/preview", {}),
    "a register with another word than yes or no": ("POST", "registers/officers/imports?name=a.csv&good_rows=perhaps", {}),
    "extra weights for no campaign": ("POST", "campaigns/none/extras/preview?name=a.csv", {}),
}


@pytest.mark.parametrize("what", STREAMED)
def test_a_body_that_came_in_parts_under_a_wrong_head_is_refused_and_breaks_nothing(world, tablet, what):
    method, path, head = STREAMED[what]
    transport = (tablet.centre if path.startswith("evidence") else world.supervisor(Role.ADMINISTRATOR))._transport
    head = head | {"Authorization": f"Bearer {transport.token}", "Content-Digest": content_digest(b"four")}
    answer = requests.request(method, f"{world.url}/api/v1/{path}", headers=head, data=b"four", timeout=20)
    assert (answer.status_code, answer.json()["code"]) == (422, "operation-invalid")
