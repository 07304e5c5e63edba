"""HTTP messages as bytes, as far as a proxy needs to know them."""

import asyncio
import re
from dataclasses import dataclass

_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d+)[ \t]*\r?$")
_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Message:
    """``head`` with its empty line, and the body."""

    head: bytes
    body: bytes

    @property
    def method(self) -> str:
        return self.head.split(b" ", 1)[0].decode()

    @property
    def raw(self) -> bytes:
        return self.head + self.body

    def claiming(self, length: int) -> "Message":
        """The same with another Content-Length."""
        return Message(_LENGTH.sub(b"Content-Length: %d\r" % length, self.head), self.body)

    def shortened(self, length: int) -> "Message":
        """Only so much of the body, and a head that says so."""
        return Message(self.claiming(length).head, self.body[:length])


async def read_request(reader: asyncio.StreamReader) -> Message:
    """Raises IncompleteReadError when the sender ends before."""
    head = await reader.readuntil(_END)
    return Message(head, await reader.readexactly(length_of(head)))


async def read_answer(reader: asyncio.StreamReader, method: str) -> Message:
    """Raises IncompleteReadError when the sender ends before."""
    head = await reader.readuntil(_END)
    return Message(head, b"" if method == "HEAD" else await reader.readexactly(length_of(head)))


def made_up(status: str, body: bytes, *headers: str) -> Message:
    """An answer that no centre gave."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html", f"Content-Length: {len(body)}", *headers]
    return Message("\r\n".join(lines).encode("latin-1") + _END, body)


def length_of(head: bytes) -> int:
    """Bytes of the body that a head announces."""
    found = _LENGTH.search(head)
    return int(found[1]) if found else 0
