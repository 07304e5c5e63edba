"""Which tests keep to one worker: those that share what is slow to make, a browser above all."""

from typing import Final

from xdist.scheduler import LoadScopeScheduling

TOGETHER: Final = ("tests/e2e/", "tests/full_stack/", "tests/power/", "tests/integration/cli/test_demo.py")
"""Each of these is one piece of work; the largest is handed out first. All other tests fill the gaps one by one."""


def piece_of_work(node_id: str) -> str:
    """What a test is handed out with, or the test alone."""
    return next((folder for folder in TOGETHER if node_id.startswith(folder)), node_id)


class PieceScheduling(LoadScopeScheduling):
    """``--dist loadgroup`` of these tests.

    The pieces are named here and not by ``xdist_group`` marks: pytest-xdist 3.8 writes those into node ids by a way that
    pytest 9.2 no longer has, so that they say nothing.
    """

    def _split_scope(self, nodeid: str) -> str:
        return piece_of_work(nodeid)
