"""Centres in child processes, filled with the demo registers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.cli.centre_options import CENTRE_NAME, opened_centre, settings_for
from inspector_app.cli.language import text
from inspector_app.cli.places import free_port
from inspector_app.cli.processes import Child
from sync.domain.clock import SystemClock, local_day
from sync.protocol.endpoints import HEALTH

if TYPE_CHECKING:
    from inspector_app.demo.seed import DemoLogins
    from sync.server.settings import Settings


@contextmanager
def private_centre(data: Path) -> Iterator[tuple[str, "Settings"]]:
    """Its address and its settings, while it answers."""
    settings = settings_for(data)
    fill(settings)
    with served(data, free_port()) as centre:
        yield centre.url, settings


def fill(settings: "Settings") -> "DemoLogins":
    """Write the demo registers into an empty centre."""
    from inspector_app.demo.seed import seed_centre

    with opened_centre(settings, may_begin=True) as centre:
        return seed_centre(centre.registers, local_day(SystemClock().now()))


def served(data: Path, port: int, name: str = CENTRE_NAME) -> Child:
    """A centre's folder, served by a child process on this machine, once it answers. Raises ProcessEnded."""
    arguments = ("centre", "serve", "--data", data, "--port", port, "--name", name)
    return Child(text("process.centre"), arguments, f"http://127.0.0.1:{port}").answering(HEALTH)
