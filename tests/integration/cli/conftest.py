"""The command line as a person runs it: real processes."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from select import select
from typing import Any

import pytest

from inspector_app.cli.centre_options import settings_for
from inspector_app.cli.places import free_port
from inspector_app.cli.private_centre import fill

COMMAND = (sys.executable, "-m", "inspector_app.cli")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@dataclass
class Running:
    """A command that goes on until it is stopped. ``told`` is the JSON object it printed when it was ready."""

    process: "subprocess.Popen[str]"
    told: dict[str, Any]

    def stop(self, number: int = signal.SIGINT) -> int:
        """Exit code; one that does not leave by itself fails the test."""
        self.process.send_signal(number)
        return self.process.wait(60)


class ReadyCommands:
    """``ready.py`` in one language: commands in processes of their own that need not import everything again."""

    def __init__(self, language: str, folder: Path) -> None:
        self._outputs = folder / "stdout", folder / "stderr"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.cli.ready"],
            env=os.environ | {"SUICHA_LANG": language},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, arguments: list[str]) -> "subprocess.CompletedProcess[str]":
        for path in self._outputs:
            path.write_bytes(b"")
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        request = {"arguments": arguments, "stdout": str(self._outputs[0]), "stderr": str(self._outputs[1])}
        stdin.write(json.dumps(request) + "\n")
        stdin.flush()
        if not select([stdout], [], [], 120)[0]:
            self.end()
            raise subprocess.TimeoutExpired(arguments, 120)
        code = int(stdout.readline())
        said, complained = (path.read_text(encoding="utf-8") for path in self._outputs)
        return subprocess.CompletedProcess(arguments, code, said, complained)

    def end(self) -> None:
        """Ends it with whatever it runs."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()


@pytest.fixture(scope="session")
def ready_commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], ReadyCommands]]:
    """``ReadyCommands`` by language, each made once."""
    made: dict[str, ReadyCommands] = {}

    def ready(language: str) -> ReadyCommands:
        if language not in made:
            made[language] = ReadyCommands(language, tmp_path_factory.mktemp("said"))
        return made[language]

    yield ready
    for one in made.values():
        one.end()


@pytest.fixture
def suicha(ready_commands: Callable[[str], ReadyCommands]) -> Run:
    """Run ``suicha ARGUMENTS`` to its end in a process of its own, forked where everything is imported already."""

    def run(*arguments: object, language: str = "en") -> "subprocess.CompletedProcess[str]":
        return ready_commands(language).run([str(argument) for argument in arguments])

    return run


@pytest.fixture
def installed() -> Run:
    """Like ``suicha``, but started from nothing, as a person starts it."""

    def run(*arguments: object, language: str = "en") -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*COMMAND, *map(str, arguments)],
            env=os.environ | {"SUICHA_LANG": language},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start ``suicha ARGUMENTS --json`` and wait until it says that it is ready."""
    with starting(tmp_path) as started:
        yield started


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre with the demo registers, to be copied: hashing its passwords is slow on purpose."""
    folder = tmp_path_factory.mktemp("filled") / "centre"
    fill(settings_for(folder))
    return folder


@pytest.fixture
def data(filled: Path, tmp_path: Path) -> Path:
    """A centre with the demo registers."""
    return Path(shutil.copytree(filled, tmp_path / "centre"))


@dataclass(frozen=True)
class Shown:
    """A demo that goes on, and its folder."""

    folder: Path
    told: dict[str, Any]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """``suicha demo`` without history, for tests that only look at it."""
    place = tmp_path_factory.mktemp("shown")
    with starting(place) as started:
        ports = ("--port", free_port(), "--tablet-port", free_port())
        yield Shown(place / "demo", started("demo", "--data", place / "demo", "--no-history", "--no-browser", *ports).told)


@contextmanager
def starting(logs: Path) -> Iterator[Callable[..., Running]]:
    """Starts commands; none of them outlives this. ``logs``: where their errors go, as ``stderr-0`` and so on."""
    processes: list[subprocess.Popen[str]] = []

    def started(*arguments: object) -> Running:
        errors = (logs / f"stderr-{len(processes)}").open("w")
        process = subprocess.Popen(
            [*COMMAND, *map(str, arguments), "--json"],
            env=os.environ | {"SUICHA_LANG": "en"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        processes.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, Path(errors.name).read_text()
        return Running(process, json.loads(line))

    try:
        yield started
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.fixture
def mounted(tmp_path) -> Iterator[Callable[[str], Path]]:
    """A disk of its own with these options, where this user may mount one."""
    places: list[Path] = []

    def mount(options: str) -> Path:
        place = tmp_path / f"disk-{len(places)}"
        place.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("this user may not mount a disk")
        places.append(place)
        return place

    yield mount
    for place in places:
        subprocess.run(["umount", "-l", place], check=True)


@pytest.fixture
def port() -> int:
    """A port that is free now."""
    return free_port()


def one_sentence(done: "subprocess.CompletedProcess[str]") -> str:
    """What a failed command said: exactly one line on standard error, no traceback."""
    assert done.returncode not in (0, None)
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.fixture
def sentence_of() -> Callable[["subprocess.CompletedProcess[str]"], str]:
    """``one_sentence``."""
    return one_sentence
