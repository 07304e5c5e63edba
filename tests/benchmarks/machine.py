"""What a run was measured on."""

import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

import psutil

_LIBRARIES = ("flet", "fastapi", "uvicorn", "SQLAlchemy", "requests", "pillow", "pyvips-binary")


def describe(folder: Path) -> dict[str, str]:
    """Processor, memory, the disk that holds ``folder``, and versions."""
    part = max(
        (part for part in psutil.disk_partitions(all=True) if folder.is_relative_to(part.mountpoint)),
        key=lambda part: len(part.mountpoint),
    )
    return {
        "processor": f"{_processor()}, {psutil.cpu_count()} cores",
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "disk": f"{part.fstype} on {Path(part.device).name}",
        "system": f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release()}",
        "versions": ", ".join(
            [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
            + [f"{name} {version(name)}" for name in _LIBRARIES]
        ),
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
