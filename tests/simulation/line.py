"""The line between the shipped HTTP client and the centre's own ASGI app, and everything that can happen on it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from random import Random
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import requests
from fastapi import FastAPI
from requests.adapters import HTTPAdapter
from urllib3 import HTTPHeaderDict, HTTPResponse

from sync.client.http_centre import HttpCentre
from sync.protocol.endpoints import SMALL_EVIDENCE
from tests.simulation.kills import STEPS, Actor
from tests.simulation.moments import Time

TIMEOUT = 30.0


class Request(NamedTuple):
    """One request as bytes. ``end`` is who sent it."""

    end: str
    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def carries_evidence(self) -> bool:
        return self.method in ("PATCH", "POST") and self.path.startswith(SMALL_EVIDENCE)

    @property
    def cursor(self) -> str | None:
        """Of a request for news."""
        return parse_qs(urlsplit(self.target).query).get("cursor", [None])[0]


class Answer(NamedTuple):
    """One answer as bytes."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def ask(app: FastAPI, request: Request, cut_at: int | None = None) -> Answer:
    """The app's answer, worked out in this thread. ``cut_at``: the body breaks off there."""
    parts = urlsplit(request.target)
    headers = [(name.lower().encode(), value.encode()) for name, value in request.headers]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("centre.test", 80),
    }
    given: list[dict[str, Any]] = []
    coroutine = app(scope, _received(request.body, cut_at), _kept(given))
    try:
        coroutine.send(None)
    except StopIteration:
        return _answer(given)
    coroutine.close()
    raise RuntimeError(f"{request.method} {request.path} waited for something that is not simulated")


def _received(body: bytes, cut_at: int | None) -> Callable[[], Any]:
    whole = {"type": "http.request", "body": body, "more_body": False}
    part = {"type": "http.request", "body": body[:cut_at], "more_body": True}
    messages = iter([whole] if cut_at is None else [part])

    async def receive() -> Mapping[str, Any]:
        return next(messages, {"type": "http.disconnect"})

    return receive


def _kept(given: list[dict[str, Any]]) -> Callable[[Any], Any]:
    async def send(message: dict[str, Any]) -> None:
        given.append(message)

    return send


def _answer(given: list[dict[str, Any]]) -> Answer:
    headers = tuple((name.decode(), value.decode()) for name, value in given[0]["headers"])
    return Answer(given[0]["status"], headers, b"".join(message.get("body", b"") for message in given[1:]))


class Faults(NamedTuple):
    """How likely each fault is, for one request."""

    refused: float = 0.04
    request_lost: float = 0.03
    request_late: float = 0.03
    request_cut: float = 0.03
    answer_lost: float = 0.06
    answer_cut: float = 0.03
    answer_cut_unnoticed: float = 0.02
    doubled: float = 0.05
    replayed_late: float = 0.06
    gateway: float = 0.02
    slow: float = 0.05
    spoilt: float = 0.05


NONE = Faults(*(0.0 for _ in Faults._fields))


@dataclass
class Network:
    """Carries requests. ``meanwhile`` lets others act while one is under way; ``seen`` is told of every answer that the centre
    gave, and whether it arrived; ``killed`` of a centre that died over a request."""

    app: FastAPI
    centre: Actor
    time: Time
    random: Random
    meanwhile: Callable[[str], None]
    seen: Callable[[Request, Answer, bool], None]
    killed: Callable[[], None]
    log: Callable[[str], None]
    faults: Faults = NONE
    down_until: float = 0.0
    late: list[Request] = field(default_factory=list)
    injected: Counter[str] = field(default_factory=Counter)
    requests: int = 0

    def carry(self, request: Request) -> Answer:
        """There and back, or as far as it gets. Raises what the client's HTTP library raises."""
        self.requests += 1
        self.meanwhile(request.end)
        if self.time.seconds < self.down_until:
            self._note("centre down", request)
            raise requests.ConnectionError("refused")
        fault = self._drawn()
        if fault is not None:
            self._note(fault.replace("_", " "), request)
        answer = self._with(fault, request)
        self.meanwhile(request.end)
        return answer

    def deliver_late(self, index: int) -> None:
        """A request that was on its way for long arrives at last; nobody waits for the answer."""
        request = self.late.pop(index)
        self.log(f"late: {request.end} {request.method} {request.path} arrives")
        try:
            self._reach(request, arrives=False)
        except requests.ConnectionError:
            self.log("late: the centre died over it")

    def _drawn(self) -> str | None:
        draw = self.random.random()
        for name, chance in zip(Faults._fields, self.faults, strict=True):
            draw -= chance
            if draw < 0:
                return name
        return None

    def _with(self, fault: str | None, request: Request) -> Answer:
        if fault is None:
            return self._reach(request)
        way: Callable[[Request], Answer] = getattr(self, f"_{fault}")
        return way(request)

    def _refused(self, _request: Request) -> Answer:
        raise requests.ConnectionError("refused")

    def _request_lost(self, _request: Request) -> Answer:
        self.time.pass_by(TIMEOUT)
        raise requests.ReadTimeout("lost")

    def _request_late(self, request: Request) -> Answer:
        self.late.append(request)
        return self._request_lost(request)

    def _request_cut(self, request: Request) -> Answer:
        if request.body:
            with STEPS.acting(self.centre), self._centre_may_die():
                ask(self.app, request, cut_at=self.random.randrange(len(request.body)))
        raise requests.ConnectionError("cut")

    def _answer_lost(self, request: Request) -> Answer:
        self._reach(request, arrives=False)
        if self.random.random() < 0.5:
            raise requests.ConnectionError("reset")
        self.time.pass_by(TIMEOUT)
        raise requests.ReadTimeout("lost")

    def _answer_cut(self, request: Request) -> Answer:
        """The length says that something is missing: the client's library raises."""
        answer = self._reach(request, arrives=False)
        return answer._replace(body=answer.body[: self.random.randrange(max(1, len(answer.body)))])

    def _answer_cut_unnoticed(self, request: Request) -> Answer:
        """Something in between left the length out."""
        answer = self._answer_cut(request)
        return answer._replace(headers=tuple(one for one in answer.headers if one[0].lower() != "content-length"))

    def _doubled(self, request: Request) -> Answer:
        self._reach(request, arrives=False)
        return self._reach(request)

    def _replayed_late(self, request: Request) -> Answer:
        answer = self._reach(request)
        self.late.append(request)
        return answer

    def _gateway(self, _request: Request) -> Answer:
        """Something in between answers in the centre's place."""
        status = self.random.choice((502, 503, 503, 504))
        headers = (("Content-Type", "text/html"), *((("Retry-After", "20"),) if status == 503 else ()))
        return Answer(status, headers, b"<h1>later</h1>")

    def _slow(self, request: Request) -> Answer:
        self.time.pass_by(self.random.uniform(1, 20))
        return self._reach(request)

    def _spoilt(self, request: Request) -> Answer:
        """A bit of a photo is turned over on the way; records travel untouched."""
        if not request.carries_evidence:
            return self._reach(request)
        place = self.random.randrange(len(request.body))
        spoilt = request.body[:place] + bytes([request.body[place] ^ 1]) + request.body[place + 1 :]
        return self._reach(request._replace(body=spoilt))

    def _reach(self, request: Request, arrives: bool = True) -> Answer:
        with STEPS.acting(self.centre), self._centre_may_die():
            answer = ask(self.app, request)
        self.seen(request, answer, arrives)
        return answer

    @contextmanager
    def _centre_may_die(self) -> Iterator[None]:
        """What a dying centre still says reaches nobody, nor does what its libraries make of the end."""
        try:
            yield
        except BaseException:
            if self.centre.frozen is None:
                raise
        if self.centre.frozen is not None:
            self.killed()
            raise requests.ConnectionError("the centre died")

    def _note(self, fault: str, request: Request) -> None:
        self.injected[fault] += 1
        self.log(f"line: {fault}: {request.end} {request.method} {request.path}")


class LineAdapter(HTTPAdapter):
    """One end of the line, in place of sockets."""

    def __init__(self, end: str, carry: Callable[[Request], Answer]) -> None:
        super().__init__()
        self._end = end
        self._carry = carry

    def send(self, request: requests.PreparedRequest, *_rest: Any, **_named: Any) -> requests.Response:  # type: ignore[override]
        body = request.body or b""
        answer = self._carry(
            Request(
                self._end,
                request.method or "",
                request.path_url,
                tuple((str(name), str(value)) for name, value in request.headers.items()),
                body.encode() if isinstance(body, str) else bytes(body),
            )
        )
        raw = HTTPResponse(
            body=BytesIO(answer.body),
            headers=HTTPHeaderDict(answer.headers),
            status=answer.status,
            preload_content=False,
            request_method=request.method,
        )
        response: requests.Response = self.build_response(request, raw)
        return response


def connect_by(end: str, carry: Callable[[Request], Answer], url: str, token: str | None) -> HttpCentre:
    """The shipped client at one end of a line."""
    centre = HttpCentre(url, token)
    centre._transport._session.mount("http://", LineAdapter(end, carry))
    return centre


def connect_directly(app: FastAPI, url: str, token: str | None) -> HttpCentre:
    """The shipped client with nothing in between."""
    return connect_by("direct", lambda request: ask(app, request), url, token)
