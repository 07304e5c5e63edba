"""How each fault is done. A deed gives the pieces that the tablet hears, or hangs up."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from random import Random
from typing import TYPE_CHECKING

from tests.full_stack.messages import Message, made_up
from tests.full_stack.weather import Fault

if TYPE_CHECKING:
    from tests.full_stack.proxy import Line

PATIENCE = 0.8
"""Seconds that a tablet of these schedules waits for an answer."""

_PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>nginx</p></body></html>"


class Hangup(Exception):
    """The connection to the tablet ends here."""


Deed = Callable[["Line", Message, int, Random], Awaitable[list[bytes]]]


async def _nothing(line: "Line", request: Message, number: int, _random: Random) -> list[bytes]:
    answer = await line.ask_centre(request, number)
    line.answers.append(answer)
    return [answer.raw]


async def _refused(line: "Line", _request: Message, _number: int, random: Random) -> list[bytes]:
    """Also the tries that follow at once find nobody who listens."""
    await line.deaf(random.uniform(0.01, 0.08))
    raise Hangup()


async def _lost_request(_line: "Line", _request: Message, _number: int, _random: Random) -> list[bytes]:
    raise Hangup()


async def _lost_answer(line: "Line", request: Message, number: int, _random: Random) -> list[bytes]:
    await line.ask_centre(request, number)
    raise Hangup()


async def _doubled(line: "Line", request: Message, number: int, random: Random) -> list[bytes]:
    answers = [await line.ask_centre(request, number), await line.ask_centre(request)]
    return [random.choice(answers).raw]


async def _doubled_at_once(line: "Line", request: Message, number: int, random: Random) -> list[bytes]:
    answers = await asyncio.gather(line.ask_centre(request, number), line.ask_centre(request), return_exceptions=True)
    heard = random.choice(answers)
    if isinstance(heard, BaseException):
        raise Hangup()
    return [heard.raw]


async def _request_cut(line: "Line", request: Message, _number: int, random: Random) -> list[bytes]:
    await line.cut_off_centre(request.raw[: random.randrange(len(request.raw))])
    raise Hangup()


async def _request_shortened(line: "Line", request: Message, number: int, random: Random) -> list[bytes]:
    if not request.body:
        return await _nothing(line, request, number, random)
    return [(await line.ask_centre(request.shortened(random.randrange(len(request.body))), number)).raw]


async def _request_spoilt(line: "Line", request: Message, number: int, random: Random) -> list[bytes]:
    """One bit of the body is another one."""
    if not request.body:
        return await _nothing(line, request, number, random)
    body = bytearray(request.body)
    body[random.randrange(len(body))] ^= 1 << random.randrange(8)
    return [(await line.ask_centre(Message(request.head, bytes(body)), number)).raw]


async def _answer_cut(line: "Line", request: Message, number: int, random: Random) -> list[bytes]:
    answer = await line.ask_centre(request, number)
    raise Cut(answer.raw[: random.randrange(len(answer.raw))])


async def _answer_shortened(line: "Line", request: Message, number: int, random: Random) -> list[bytes]:
    answer = await line.ask_centre(request, number)
    return [answer.shortened(random.randrange(len(answer.body))).raw] if answer.body else [answer.raw]


async def _wrong_length(line: "Line", request: Message, number: int, random: Random) -> list[bytes]:
    """More is announced than comes, or less."""
    answer = await line.ask_centre(request, number)
    raise Cut(answer.claiming(max(0, len(answer.body) + random.choice((-3, 7)))).raw)


async def _replay(line: "Line", request: Message, number: int, random: Random) -> list[bytes]:
    """An earlier request arrives once more, before, beside or after this one; nobody hears its answer."""
    earlier = random.choice(line.past) if line.past else request
    order = random.choice(("before", "beside", "after"))
    if order == "before":
        await line.ask_centre(earlier)
    if order == "beside":
        line.background(line.ask_centre(earlier))
    answer = await line.ask_centre(request, number)
    if order == "after":
        await line.ask_centre(earlier)
    return [answer.raw]


async def _slow(line: "Line", request: Message, number: int, random: Random) -> list[bytes]:
    await asyncio.sleep(random.uniform(0, 0.03))
    raw = (await line.ask_centre(request, number)).raw
    size = max(1, len(raw) // 5)
    return [raw[start : start + size] for start in range(0, len(raw), size)]


async def _late(line: "Line", request: Message, number: int, _random: Random) -> list[bytes]:
    """It reaches the centre only after the tablet has given it up."""
    line.background(_later(line, request, number))
    await asyncio.sleep(PATIENCE * 1.1)
    raise Hangup()


async def _later(line: "Line", request: Message, number: int) -> None:
    await asyncio.sleep(PATIENCE * 1.2)
    await line.ask_centre(request, number)


async def _gateway(line: "Line", request: Message, number: int, random: Random) -> list[bytes]:
    """A gateway that lost the centre on the way there or back."""
    if random.random() < 0.5:
        await line.ask_centre(request, number)
    status = random.choice(("502 Bad Gateway", "504 Gateway Timeout", "500 Internal Server Error"))
    return [_page(status, request)]


async def _busy(_line: "Line", request: Message, _number: int, random: Random) -> list[bytes]:
    status = random.choice(("503 Service Unavailable", "429 Too Many Requests"))
    after = random.choice(((), ("Retry-After: 1",), ("Retry-After: Wed, 21 Oct 2099 07:28:00 GMT",), ("Retry-After: \u00b2",)))
    return [_page(status, request, *after)]


async def _portal(_line: "Line", request: Message, _number: int, random: Random) -> list[bytes]:
    """Somebody else's page under the centre's address."""
    statuses = ("200 OK", "200 OK", "401 Unauthorized", "403 Forbidden", "404 Not Found", "407 Proxy Authentication Required")
    return [_page(random.choice((*statuses, "413 Payload Too Large", "511 Network Authentication Required")), request)]


async def _redirect(line: "Line", request: Message, _number: int, random: Random) -> list[bytes]:
    target = random.choice((f"http://127.0.0.1:{line.port}/login", "/login", "http://", "https://[login"))
    return [
        _page(random.choice(("302 Found", "301 Moved Permanently", "307 Temporary Redirect")), request, f"Location: {target}")
    ]


async def _garbled(line: "Line", request: Message, number: int, random: Random) -> list[bytes]:
    """Compressed by somebody who broke it, or no HTTP at all."""
    answer = await line.ask_centre(request, number)
    squeezed = gzip.compress(answer.body)[:-6] + b"\xff\xff"
    broken = made_up("200 OK", b"" if request.method == "HEAD" else squeezed, "Content-Encoding: gzip").raw
    return [random.choice((broken, b"\x15\x03\x01\x00\x02\x02\x16" * 40 + b"\r\n\r\n"))]


async def _foreign_answer(line: "Line", request: Message, number: int, random: Random) -> list[bytes]:
    """The answer to another request of this tablet."""
    answer = await line.ask_centre(request, number)
    others = [other for other in line.answers if bool(other.body) == bool(answer.body)]
    return [random.choice(others or [answer]).raw]


def _page(status: str, request: Message, *headers: str) -> bytes:
    page = made_up(status, _PAGE.format(status).encode(), *headers)
    return page.head if request.method == "HEAD" else page.raw


class Cut(Hangup):
    """The tablet hears this much, then the connection ends."""

    def __init__(self, heard: bytes) -> None:
        super().__init__()
        self.heard = heard


DEEDS: dict[Fault, Deed] = {
    Fault.NONE: _nothing,
    Fault.REFUSED: _refused,
    Fault.LOST_REQUEST: _lost_request,
    Fault.LOST_ANSWER: _lost_answer,
    Fault.DOUBLED: _doubled,
    Fault.DOUBLED_AT_ONCE: _doubled_at_once,
    Fault.REQUEST_CUT: _request_cut,
    Fault.REQUEST_SHORTENED: _request_shortened,
    Fault.REQUEST_SPOILT: _request_spoilt,
    Fault.ANSWER_CUT: _answer_cut,
    Fault.ANSWER_SHORTENED: _answer_shortened,
    Fault.WRONG_LENGTH: _wrong_length,
    Fault.REPLAY: _replay,
    Fault.SLOW: _slow,
    Fault.LATE: _late,
    Fault.GATEWAY: _gateway,
    Fault.BUSY: _busy,
    Fault.PORTAL: _portal,
    Fault.REDIRECT: _redirect,
    Fault.GARBLED: _garbled,
    Fault.FOREIGN_ANSWER: _foreign_answer,
}
