"""A photo on its way to evidence: its time beside libvips, and its memory in a process of its own."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from random import Random
from time import perf_counter

import pyvips
from PIL import Image

from sync.imaging.captions import Caption
from sync.imaging.evidence import COPY_SIDE, make_evidence
from sync.imaging.scenes import draw_scene
from tests.benchmarks.figures import Figure

TWELVE_MEGAPIXELS, FIFTY_MEGAPIXELS = (4032, 3024), (8160, 6120)
ROUNDS = 25
CAPTION = Caption(datetime(2026, 11, 24, 1, 15, tzinfo=UTC), "翠竹苑（北区）", "D02", "消防车通道与疏散通道畅通", "张喆")


def bench(folder: Path) -> list[Figure]:
    """The best of interleaved rounds, both from a file on disk; then the peak of a fresh process above its idle state."""
    photo = _photo(folder / "12.jpg", TWELVE_MEGAPIXELS)
    large = _photo(folder / "50.jpg", FIFTY_MEGAPIXELS)
    return [_time(photo, folder / "peer.jpg"), Figure("photo of 50 MP to evidence: memory", _peak(large), None, 60, "MB")]


def _photo(file: Path, size: tuple[int, int]) -> Path:
    """A scene with the grain of a sensor, as detailed as a photo: about a megabyte for four megapixels."""
    scene = Image.open(BytesIO(draw_scene(Random(1), *size)))
    grain = Image.effect_noise((size[0] // 2, size[1] // 2), 40).resize(size).convert("RGB")
    Image.blend(scene, grain, 0.25).save(file, "JPEG", quality=92)
    return file


def _time(photo: Path, peer_copy: Path) -> Figure:
    calls = (lambda: make_evidence(photo.read_bytes(), CAPTION), lambda: _vips(photo, peer_copy))
    took = _interleaved(calls)
    return Figure("photo of 12 MP to evidence", min(took[0]) * 1e3, min(took[1]) * 1e3, 1.0, "ms")


def _vips(photo: Path, copy: Path) -> None:
    """The same size and quality, and no more than that: no stamp, no thumbnail, no digest."""
    pyvips.Image.thumbnail(str(photo), COPY_SIDE).jpegsave(str(copy), Q=80, keep="none")


def _interleaved(calls: tuple[Callable[[], object], ...]) -> list[list[float]]:
    took: list[list[float]] = [[] for _ in calls]
    for call in calls:
        call()
    for _ in range(ROUNDS):
        for call, seconds in zip(calls, took, strict=True):
            start = perf_counter()
            call()
            seconds.append(perf_counter() - start)
    return took


def _peak(photo: Path) -> float:
    """Megabytes, the original's bytes included."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.photo_memory", str(photo)], check=True, capture_output=True, text=True
    )
    return float(run.stdout)
