"""One host for all of these tests, and strace to go with it."""

import os
import subprocess
from collections.abc import Iterator

import pytest

from tests.power.hosting import Host
from tests.power.strace import strace_path


@pytest.fixture(scope="session")
def strace() -> str:
    """Without strace, or where it may not trace, the tests are skipped with a loud reason; with SUICHA_REQUIRE_TOOLS set, as in
    CI, they fail."""
    path = strace_path()
    reason = "NO STRACE FOUND: faults and power cuts were not tried. Install strace" if path is None else _refusal(path)
    if reason is None:
        assert path is not None
        return path
    if os.environ.get("SUICHA_REQUIRE_TOOLS"):
        pytest.fail(reason)
    pytest.skip(reason)


def _refusal(path: str) -> str | None:
    tried = subprocess.run(
        [path, "-f", "-o", os.devnull, "-e", "trace=none", "true"], capture_output=True, text=True, check=False
    )
    if tried.returncode == 0:
        return None
    return (
        f"STRACE MAY NOT TRACE HERE (ptrace is forbidden): faults and power cuts were not tried. It said: {tried.stderr.strip()}"
    )


@pytest.fixture(scope="session")
def host(strace: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with Host(tmp_path_factory.mktemp("power-host")) as opened:
        yield opened
