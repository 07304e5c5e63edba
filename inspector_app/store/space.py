"""How much room is left where the tablet's data lie."""

import shutil
from collections.abc import Callable
from pathlib import Path


def free_space_at(folder: Path) -> Callable[[], int]:
    """Asks for the bytes that are left there; asking raises OSError when the disk does not answer."""
    return lambda: shutil.disk_usage(folder).free
