"""A line that breaks in the middle of evidence: what came is kept, and the upload goes on from there."""

from hashlib import sha256
from http.client import HTTPConnection
from random import Random
from urllib.parse import urlsplit

import pytest
from urllib3.util import SKIP_HEADER

from sync.client.http_centre import HttpCentre
from sync.client.transport import Transport
from sync.errors import CentreUnreachable, EvidenceMismatch
from sync.protocol.messages import CHUNK_BYTES, EvidenceState
from tests.integration.tablet.waiting import wait_for

SIZE = 300_000


class BreakingTransport(Transport):
    """The connection ends after so many bytes of a body, when the centre has read them."""

    def __init__(self, world, client: HttpCentre, keeps: int) -> None:
        super().__init__(world.url, client._transport.token)
        self._waiting = world.centre.waiting
        self._keeps = keeps

    def ask(self, method, path, **request):
        room = self._waiting.room
        body, line = request["body"], HTTPConnection(urlsplit(self.base_url).netloc)
        line.putrequest(method, path, skip_accept_encoding=True)
        for name, value in self._headers(request["headers"]).items():
            if value != SKIP_HEADER:
                line.putheader(name, value)
        line.putheader("Content-Length", str(len(body)))
        line.endheaders()
        line.send(body[: self._keeps])
        wait_for(lambda: self._waiting.room == room - self._keeps)
        line.close()
        raise CentreUnreachable(centre=self.base_url)


@pytest.fixture
def breaking(world, tablet):
    """Makes the tablet's line break after so many bytes of a body."""

    def client(keeps: int) -> HttpCentre:
        return HttpCentre(world.url, transport=BreakingTransport(world, tablet.centre, keeps))

    return client


def declared(world, tablet, *contents):
    """Photos of these contents, known to the centre: contents by hash."""
    photos = [world.photo("A01", content) for content in contents]
    assert {status for status, _ in tablet.said(world.started(), *photos)} == {"applied"}
    return {sha256(content).hexdigest(): content for content in contents}


@pytest.mark.parametrize("share", [0.01, 0.5, 0.9])
def test_of_a_chunk_that_was_cut_only_what_is_missing_has_to_come(world, tablet, breaking, share):
    content = Random(world.inspection.int).randbytes(SIZE)
    (digest,) = declared(world, tablet, content)
    came = int(SIZE * share)
    with pytest.raises(CentreUnreachable):
        breaking(came).send_evidence(digest, 0, SIZE, content)
    wait_for(lambda: tablet.centre.evidence_state(digest) == EvidenceState(digest, came, complete=False))
    assert tablet.centre.send_evidence(digest, came, SIZE, content[came:]).complete
    assert world.centre.evidence.path_of(digest).read_bytes() == content


def test_a_line_that_breaks_in_every_chunk_still_gets_a_large_file_across(world, tablet, breaking):
    content = Random(world.inspection.int).randbytes(CHUNK_BYTES * 3 // 2)
    (digest,) = declared(world, tablet, content)
    offset, times = 0, 0
    while len(content) - offset > SIZE:
        with pytest.raises(CentreUnreachable):
            breaking(SIZE).send_evidence(digest, offset, len(content), content[offset:][:CHUNK_BYTES])
        offset, times = offset + SIZE, times + 1
        wait_for(lambda there=offset: tablet.centre.evidence_state(digest).offset == there)
    assert tablet.centre.send_evidence(digest, offset, len(content), content[offset:]).complete
    assert times == 5


def test_of_small_files_that_were_cut_those_before_the_cut_are_stored(world, tablet, breaking):
    files = declared(world, tablet, *(Random(world.inspection.int + number).randbytes(SIZE) for number in range(4)))
    with pytest.raises(CentreUnreachable):
        breaking(2 * SIZE + SIZE // 2).send_small_evidence(files)
    first, second, cut, last = files
    for digest in (first, second):
        wait_for(lambda asked=digest: tablet.centre.evidence_state(asked).complete)
        assert world.centre.evidence.path_of(digest).read_bytes() == files[digest]
    for digest in (cut, last):
        assert tablet.centre.evidence_state(digest) == EvidenceState(digest, 0, complete=False)
    assert world.supervisor().inspection(world.inspection).summary.evidence_stored == 2


def test_what_came_spoilt_before_the_cut_is_found_out_at_the_end_and_the_file_starts_anew(world, tablet, breaking):
    content = Random(world.inspection.int).randbytes(SIZE)
    (digest,) = declared(world, tablet, content)
    with pytest.raises(CentreUnreachable):
        breaking(1000).send_evidence(digest, 0, SIZE, bytes([content[0] ^ 1]) + content[1:])
    wait_for(lambda: tablet.centre.evidence_state(digest).offset == 1000)
    with pytest.raises(EvidenceMismatch):
        tablet.centre.send_evidence(digest, 1000, SIZE, content[1000:])
    assert tablet.centre.evidence_state(digest) == EvidenceState(digest, 0, complete=False)
    assert tablet.centre.send_evidence(digest, 0, SIZE, content).complete


def test_of_a_rescue_file_that_was_cut_only_what_is_missing_has_to_come(world):
    content = Random(1).randbytes(SIZE)
    digest, supervisor = sha256(content).hexdigest(), world.supervisor()
    with pytest.raises(CentreUnreachable):
        HttpCentre(world.url, transport=BreakingTransport(world, supervisor, 1000)).send_rescue(digest, 0, SIZE, content)
    wait_for(lambda: supervisor.rescue_state(digest).offset == 1000)
    assert supervisor.send_rescue(digest, 1000, SIZE, content[1000:]).complete
