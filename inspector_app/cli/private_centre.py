"""A centre for one command's own use: filled with the demo registers, served by a child process, gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.cli.centre_options import opened_centre, settings_for
from inspector_app.cli.places import free_port
from inspector_app.cli.processes import Child
from sync.domain.clock import SystemClock, local_day
from sync.protocol.endpoints import HEALTH

if TYPE_CHECKING:
    from sync.server.settings import Settings


@contextmanager
def private_centre(data: Path) -> Iterator[tuple[str, "Settings"]]:
    """Its address and its settings, while it answers."""
    settings = settings_for(data)
    fill(settings)
    with served(data, free_port()) as url:
        yield url, settings


def fill(settings: "Settings") -> None:
    """Write the demo registers into an empty centre."""
    from inspector_app.demo.seed import seed_centre

    with opened_centre(settings) as centre:
        seed_centre(centre.registers, local_day(SystemClock().now()))


@contextmanager
def served(data: Path, port: int) -> Iterator[str]:
    """A centre's folder, served by a child process on this machine; yields the address once it answers."""
    url = f"http://127.0.0.1:{port}"
    with Child(["centre", "serve", "--data", str(data), "--port", str(port)]) as child:
        child.wait_until_it_answers(url + HEALTH)
        yield url
