"""What it takes that a new name is still there after a power cut."""

import os
from pathlib import Path
from typing import Literal


def make_folder(folder: Path) -> None:
    """A folder and those above it; a new one's own name is durable on return."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in it durable, where the platform lets a folder be opened."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_synced(file: Path, content: bytes | memoryview, mode: Literal["xb", "ab"]) -> None:
    """A new file of this content, or one that ends with it; all but a new one's name is durable on return. In as few calls of the
    system as it takes: the threads of a busy process wait for one another at each. Raises FileExistsError for a new one that is
    there, OSError."""
    with file.open(mode, buffering=0) as target:
        left = memoryview(content)
        while left:
            left = left[target.write(left) :]
        os.fsync(target.fileno())
