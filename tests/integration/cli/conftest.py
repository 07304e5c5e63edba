"""The command line as a person runs it: a real process."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture()
def suicha() -> Run:
    """Run ``suicha ARGUMENTS`` to its end; ``language`` as SUICHA_LANG."""

    def run(*arguments: object, language: str = "en") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "inspector_app.cli", *map(str, arguments)],
            env=os.environ | {"SUICHA_LANG": language},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run
