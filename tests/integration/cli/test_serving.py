"""A server can be stopped from the moment it says that it is there."""

import signal
import subprocess
import sys

import pytest

SCRIPT = """
import signal, socket
from inspector_app.cli.serving import serve

async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        for step in ("startup", "shutdown"):
            await receive()
            await send({{"type": f"lifespan.{{step}}.complete"}})
            print(step)

with socket.create_server(("127.0.0.1", 0)) as listening:
    serve(app, listening, lambda: print("farewell"), lambda: signal.raise_signal({number}))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_signal_that_comes_before_the_first_request_can_is_heard(number):
    script = SCRIPT.format(number=int(number))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, sorted(done.stdout.split())) == (0, ["farewell", "shutdown", "startup"]), done.stderr
