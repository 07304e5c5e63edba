"""A running tablet app, browsers that look at it, and its records as they stand on disk."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.cli.places import free_port
from inspector_app.services.records import Sheet
from sync.domain.inspections import Outcome, ResultValue
from sync.imaging.scenes import draw_scene
from tests.e2e.browsers import Browsers
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


@pytest.fixture(scope="session")
def port() -> int:
    """Where every tablet app that is a process of its own answers: a page that stays with its address loads faster."""
    return free_port()


@pytest.fixture
def tablet(tablet_data: Path, port: int, request: pytest.FixtureRequest) -> Iterator[TabletProcess | ServedTablet]:
    """The running tablet app, a process of its own in tests marked ``killed``. The first officer has just put it down, unless
    the test is marked ``signed_out``."""
    if not request.node.get_closest_marker("signed_out"):
        leave_signed_in(tablet_data)
    if request.node.get_closest_marker("killed"):
        running: TabletProcess | ServedTablet = TabletProcess(tablet_data, port).start()
    else:
        running = request.getfixturevalue("tablet_server").show(tablet_data)
    yield running
    running.stop()


@pytest.fixture
def browse(browsers: Browsers, tablet: TabletProcess | ServedTablet) -> Iterator[Callable[..., TabletPage]]:
    """Opens pages, each with a size of its own: ``browse(390, 844)``."""
    with browsers.profiles(tablet.url) as lend:
        yield lambda *size, **look: TabletPage(lend(*size, **look), tablet.url).open()


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
def answer_all(records: Tablet, sheet: Callable[[], Sheet]) -> Callable[..., None]:
    """Gives every item of the started inspection an answer, on disk: ``answer_all(but="A02")``."""

    def answer(but: str = "") -> None:
        started = sheet()
        for item in started.checklist.items:
            if item.code != but:
                value = ResultValue(Outcome.NOT_APPLICABLE, reason="本项目没有这一项")
                records.inspections.answer(started.record.id, item.code, value, started.record.started_by)

    return answer


@pytest.fixture
def picture() -> bytes:
    """A JPEG as a camera makes it."""
    return draw_scene(Random(27), 1600, 1200)
