"""The peers' client: the requests library, threads and disk reads that the tablets use too, and nothing else."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import requests

from inspector_app.cli.places import free_port
from sync.protocol.operations import BATCH_LINES


@contextmanager
def peer(module: str, folder: Path) -> Iterator[str]:
    """A bare app in a process of its own; yields its address once it answers."""
    folder.mkdir(parents=True)
    port = free_port()
    with process(module, port, folder, port) as url:
        yield url


@contextmanager
def process(module: str, port: int, *arguments: object) -> Iterator[str]:
    """A module beside this one as a process of its own; yields its address once it answers."""
    running = subprocess.Popen([sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)])
    try:
        wait_for_port(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()


def send_files(url: str, tablets: Sequence[Sequence[Path]], at_once: int) -> float:
    """PUT every file, one tablet per thread at a time; returns the seconds it took."""

    def send(session: requests.Session, files: Sequence[Path]) -> None:
        for file in files:
            session.put(f"{url}/{file.name}", data=file.read_bytes()).raise_for_status()

    return _timed(send, tablets, at_once)


def send_lines(url: str, tablets: Sequence[Sequence[bytes]], at_once: int) -> float:
    """POST every tablet's lines in batches; returns the seconds it took."""

    def send(session: requests.Session, lines: Sequence[bytes]) -> None:
        for start in range(0, len(lines), BATCH_LINES):
            session.post(f"{url}/operations", data=b"\n".join(lines[start : start + BATCH_LINES])).raise_for_status()

    return _timed(send, tablets, at_once)


def _timed(send: Callable[[requests.Session, Sequence], None], tablets: Sequence[Sequence], at_once: int) -> float:
    def one(content: Sequence) -> None:
        with requests.Session() as session:
            send(session, content)

    start = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(one, tablets))
    return time.perf_counter() - start


def wait_for_port(port: int) -> None:
    """Return when somebody listens there."""
    import socket

    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")
