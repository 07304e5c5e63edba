import pytest

from sync.server.centre import open_centre
from sync.server.settings import Settings


@pytest.fixture(scope="module")
def empty_centre(tmp_path_factory):
    """With nothing in its registers."""
    opened = open_centre(Settings(tmp_path_factory.mktemp("centre")))
    yield opened
    opened.close()
