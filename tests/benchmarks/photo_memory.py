"""The most memory that making evidence takes above the idle process, in MB: ``python -m tests.benchmarks.photo_memory PHOTO``."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from sync.imaging.captions import Caption
from sync.imaging.evidence import make_evidence


def main(photo: Path) -> None:
    """Everything is imported and no picture was seen before: the process is as it waits for its first photo."""
    Image.init()
    idle = _bytes("VmRSS")
    make_evidence(photo.read_bytes(), Caption(datetime(2026, 11, 24, tzinfo=UTC), "翠竹苑", "D02", "消防车通道", "张喆"))
    print((_bytes("VmHWM") - idle) / 1e6)


def _bytes(name: str) -> int:
    """Not getrusage: its highest value outlives exec, so it would be the benchmark's own."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
