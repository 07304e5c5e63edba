"""A running tablet app, browsers that look at it, and its records as they stand on disk."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.services.records import Sheet
from sync.imaging.scenes import draw_scene
from tests.e2e.tablet.served_tablet import ServedTablet, TabletServer
from tests.e2e.tablet_page import TabletPage
from tests.e2e.tablet_process import TabletProcess, fill, leave_signed_in, today_in_zhengzhou


@pytest.fixture
def tablet_data(tmp_path: Path) -> Path:
    """A folder as after the first sync, whose centre does not answer."""
    data = tmp_path / "tablet"
    fill(data, today_in_zhengzhou())
    return data


@pytest.fixture(scope="session")
def tablet_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TabletServer]:
    """Serves the tablets of all tests that kill none."""
    server = TabletServer(tmp_path_factory.mktemp("web-assets")).start()
    yield server
    server.stop()


@pytest.fixture
def tablet(tablet_data: Path, request: pytest.FixtureRequest) -> Iterator[TabletProcess | ServedTablet]:
    """The running tablet app, a process of its own in tests marked ``killed``. The first officer has just put it down, unless
    the test is marked ``signed_out``."""
    if not request.node.get_closest_marker("signed_out"):
        leave_signed_in(tablet_data)
    if request.node.get_closest_marker("killed"):
        running: TabletProcess | ServedTablet = TabletProcess(tablet_data).start()
    else:
        running = request.getfixturevalue("tablet_server").show(tablet_data)
    yield running
    running.stop()


@pytest.fixture
def browse(chromium: Browser, tablet: TabletProcess | ServedTablet) -> Iterator[Callable[..., TabletPage]]:
    """Opens pages, each with a size of its own: ``browse(width=390, height=844)``."""
    contexts: list[BrowserContext] = []

    def open_page(width: int = 1280, height: int = 800, **more: Any) -> TabletPage:
        contexts.append(chromium.new_context(viewport={"width": width, "height": height}, **more))
        return TabletPage(contexts[-1], tablet.url).open()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(browse: Callable[..., TabletPage]) -> TabletPage:
    """Signed in, on the list of assignments."""
    page = browse()
    page.at("assignment-0").wait_for()
    return page


@pytest.fixture
def records(tablet_data: Path) -> Iterator[Tablet]:
    """The use cases on the same folder, to see what is really on disk."""
    tablet = open_tablet(tablet_data)
    yield tablet
    tablet.close()


@pytest.fixture
def sheet(records: Tablet) -> Callable[[], Sheet]:
    """The sheet of the one inspection that was started, as it stands on disk."""

    def read() -> Sheet:
        started = next(one for one in records.assignments.waiting() if one.state is not None)
        return records.inspections.sheet(started.assignment.inspection_id)

    return read


@pytest.fixture
def picture() -> bytes:
    """A JPEG as a camera makes it."""
    return draw_scene(Random(27), 1600, 1200)
