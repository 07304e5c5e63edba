"""HTTP to the centre: one session, timeouts, byte counts, and problem details turned back into errors."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.structures import CaseInsensitiveDict
from urllib3.util import SKIP_HEADER

from sync.errors import (
    CentreBusy,
    CentreFailed,
    CentreFull,
    CentreUnreachable,
    FieldValue,
    SignInPaused,
    StorageFull,
    SuichaError,
    registry,
)
from sync.protocol.endpoints import PROBLEM_HEADER
from sync.protocol.version import EXCHANGE_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION

CONNECT_SECONDS = 5.0
READ_SECONDS = 30.0
_BUSY = (429, 503)
_OWN_HEADERS = {
    PROTOCOL_HEADER: str(PROTOCOL_VERSION),
    "User-Agent": "suicha",
    "Accept-Encoding": SKIP_HEADER,  # otherwise the library below adds one, unseen and uncounted
    "Connection": "keep-alive",
}
_LINE_END = 2
_COLON = 2
_BLOCK = 256 * 1024


class _Straight(requests.Session):
    """Goes nowhere else: the centre sends nobody elsewhere, so a redirect comes from somebody in between."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        return None


class Transport:
    """Requests to one centre. Counts what went over the line: request lines, headers and bodies, in bytes."""

    def __init__(
        self, base_url: str, token: str | None = None, timeouts: tuple[float, float] = (CONNECT_SECONDS, READ_SECONDS)
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.token = token
        self.bytes_sent = 0
        self.bytes_received = 0
        self.requests_sent = 0
        self._timeouts = timeouts
        self._streams: set[requests.Response] = set()
        self._session = _Straight()
        self._session.trust_env = _host(self.base_url) not in ("127.0.0.1", "localhost", "::1")
        self._session.headers.clear()

    @cached_property
    def _settings(self) -> Any:
        """Proxies and certificates from the environment: asked once, the session would ask for every request."""
        return self._session.merge_environment_settings(self.base_url, {}, None, None, None)

    def ask(
        self,
        method: str,
        path: str,
        *,
        json: object = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        silence: float | None = None,
    ) -> requests.Response:
        """The answer to one request; anything but success is raised as the error it stands for. ``silence``: so many seconds are
        borne where an answer takes longer than usual."""
        with self._line_errors():
            request = requests.Request(
                method, self.base_url + path, headers=self._headers(headers), data=body, params=params, json=json
            )
            timeouts = (self._timeouts[0], silence or self._timeouts[1])
            response = self._session.send(request.prepare(), timeout=timeouts, **self._settings)
        self._count(response)
        if not _is_success(response):
            raise _error_of(response)
        return response

    def stream(self, path: str, read_seconds: float, method: str = "GET") -> Iterator[str]:
        """Connects before it returns; then the lines of the answer, as they come. Silence longer than ``read_seconds`` ends it
        as unreachable."""
        with self._line_errors():
            response = self._session.request(
                method, self.base_url + path, headers=self._headers(None), stream=True, timeout=(self._timeouts[0], read_seconds)
            )
        if not response.ok:
            raise _error_of(response)
        response.encoding = "utf-8"
        self._streams.add(response)
        return self._lines(response)

    def blocks(self, path: str) -> Iterator[bytes]:
        """Connects before it returns; then the answer's bytes as they come. One that breaks off ends as unreachable."""
        with self._line_errors():
            response = self._open(path, self._timeouts)
        if not _is_success(response):
            raise _error_of(response)
        return self._blocks(response)

    def _open(self, path: str, timeouts: tuple[float, float]) -> requests.Response:
        headers = self._headers(None)
        return self._session.get(self.base_url + path, headers=headers, stream=True, timeout=timeouts)

    def _blocks(self, response: requests.Response) -> Iterator[bytes]:
        with self._line_errors(), response:
            yield from response.iter_content(_BLOCK)

    def _lines(self, response: requests.Response) -> Iterator[str]:
        try:
            with self._line_errors(), response:
                yield from response.iter_lines(chunk_size=1, decode_unicode=True)
        finally:
            self._streams.discard(response)
        raise CentreUnreachable(centre=self.base_url)

    def close(self) -> None:
        """Close the connections. May be called from another thread: a stream that waits there ends as unreachable."""
        for response in list(self._streams):
            with suppress(ValueError, RuntimeError):  # over in the meantime
                response.raw.shutdown()
        self._session.close()

    def _headers(self, more: Mapping[str, str] | None) -> dict[str, str]:
        token = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return _OWN_HEADERS | {EXCHANGE_HEADER: secrets.token_hex(4)} | token | dict(more or {})

    def _count(self, response: requests.Response) -> None:
        request = response.request
        line = len(request.method or "") + len(request.path_url) + len("  HTTP/1.1") + _LINE_END
        host = len("Host: ") + len(urlsplit(self.base_url).netloc) + _LINE_END
        self.requests_sent += 1
        self.bytes_sent += line + host + _size(request.headers) + len(request.body or b"")
        status = len("HTTP/1.1 200 ") + len(response.reason or "") + _LINE_END
        self.bytes_received += status + _size(response.headers) + len(response.content)

    @contextmanager
    def _line_errors(self) -> Iterator[None]:
        """Whatever the library says: no answer of the centre came whole. (Its errors are OSErrors, and would be taken for those
        of a file.)"""
        try:
            yield
        except requests.RequestException as error:
            raise CentreUnreachable(centre=self.base_url) from error


def _size(headers: CaseInsensitiveDict[str]) -> int:
    sent = [(name, value) for name, value in headers.lower_items() if value != SKIP_HEADER]
    return sum(len(name) + _COLON + len(value) + _LINE_END for name, value in sent) + _LINE_END


def _host(url: str) -> str | None:
    """None also for an address that is none: the first request says so."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _is_success(response: requests.Response) -> bool:
    return 200 <= response.status_code < 300 and _belongs(response)


def _belongs(response: requests.Response) -> bool:
    """Whether an answer is to its own request, as far as it says."""
    asked = response.request.headers[EXCHANGE_HEADER]
    return bool(response.headers.get(EXCHANGE_HEADER, asked) == asked)


def _error_of(response: requests.Response) -> SuichaError:
    """By the code in the problem details or their header; by the status where there are none."""
    problem = _problem(response)
    if not _belongs(response):
        return CentreFailed(status=response.status_code)
    kind = registry().get(str(problem.get("code") or response.headers.get(PROBLEM_HEADER)))
    fields = problem.get("fields")
    if response.status_code in _BUSY and kind not in (StorageFull, SignInPaused):
        return CentreBusy(seconds=_retry_after(response))
    if kind is StorageFull:
        return CentreFull()
    if kind is not None and response.status_code < 500:
        return kind(**(fields if isinstance(fields, dict) else {}))
    return CentreFailed(status=response.status_code)


def _problem(response: requests.Response) -> dict[str, FieldValue | dict[str, FieldValue]]:
    try:
        found = response.json()
    except requests.exceptions.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _retry_after(response: requests.Response) -> int:
    asked = response.headers.get("Retry-After", "")
    return int(asked) if asked.isdecimal() else 0
