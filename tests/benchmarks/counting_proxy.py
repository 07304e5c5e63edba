"""A TCP proxy that counts what passes on the socket, in both directions."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from inspector_app.cli.places import listen_on

_REQUEST_LINE = re.compile(rb"^[A-Z]+ \S+ HTTP/1\.1\r\n", re.MULTILINE)


@dataclass
class Traffic:
    """Bytes to and from the centre."""

    port: int
    sent: bytes = b""
    received: bytes = b""

    @property
    def requests(self) -> int:
        """Request lines seen."""
        return len(_REQUEST_LINE.findall(self.sent))

    def forget(self) -> None:
        """Begin to count from here."""
        self.sent = self.received = b""


@contextmanager
def counting_proxy(centre_port: int) -> Iterator[Traffic]:
    """Listens on a port of its own; ``Traffic.port`` is that port."""
    with listen_on("127.0.0.1", 0) as listening:
        traffic = Traffic(listening.getsockname()[1])
        threading.Thread(target=_accept, args=(listening, centre_port, traffic), daemon=True).start()
        yield traffic


def _accept(listening: socket.socket, centre_port: int, traffic: Traffic) -> None:
    with suppress(OSError):
        while True:
            tablet, _ = listening.accept()
            centre = socket.create_connection(("127.0.0.1", centre_port))
            threading.Thread(target=_pump, args=(tablet, centre, traffic, "sent"), daemon=True).start()
            threading.Thread(target=_pump, args=(centre, tablet, traffic, "received"), daemon=True).start()


def _pump(source: socket.socket, target: socket.socket, traffic: Traffic, direction: str) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            setattr(traffic, direction, getattr(traffic, direction) + data)
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
