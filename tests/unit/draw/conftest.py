"""Node, where there is one: the second program that draws."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HARNESS = Path(__file__).parent / "recompute.js"
Recompute = Callable[[dict[str, bytes], dict[str, Any]], dict[str, Any]]


@pytest.fixture(scope="session")
def recompute() -> Iterator[Recompute]:
    """What the page's script finds in files with a seed: ``{frozen, key, lines}``, or ``{error}``.

    Needs node; without one these tests are skipped, each saying so, and with SUICHA_REQUIRE_NODE set, as in CI, they fail.
    """
    node = os.environ.get("NODE") or shutil.which("node")
    if node is None:
        reason = (
            "NO NODE FOUND: the JavaScript of the public page was not held to the Python. Install nodejs, or name it: NODE=..."
        )
        if os.environ.get("SUICHA_REQUIRE_NODE"):
            pytest.fail(reason)
        pytest.skip(reason)
    with subprocess.Popen([node, str(HARNESS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asking, answering = process.stdin, process.stdout

        def ask(files: dict[str, bytes], seed: dict[str, Any]) -> dict[str, Any]:
            asking.write(json.dumps({"files": {name: content.hex() for name, content in files.items()}, "seed": seed}) + "\n")
            asking.flush()
            answer: dict[str, Any] = json.loads(answering.readline())
            return answer

        yield ask
        asking.close()
