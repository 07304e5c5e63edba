"""What a device lacks: the HEIC decoder, or memory. Each in a process of its own that really lacks it."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[3]
REPORT = """
import sys, resource
from datetime import UTC, datetime
from pathlib import Path
{before}
from sync.errors import SuichaError
from sync.imaging.captions import Caption
from sync.imaging.evidence import make_evidence
from sync.i18n import explain
photo = Path(sys.argv[1]).read_bytes()
caption = Caption(datetime(2026, 11, 24, tzinfo=UTC), "翠竹苑", "D02", "消防车通道", "张喆")
make_evidence(Path(sys.argv[2]).read_bytes(), caption)
{limit}
try:
    print(make_evidence(photo, caption).original_type)
except SuichaError as error:
    print(error.code, error.fields.get("problem", "-"), explain("en", error), sep="|")
"""
NO_HEIC = "sys.modules['pillow_heif'] = None"
LITTLE_MEMORY = """
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 60_000_000, resource.RLIM_INFINITY))
"""


@pytest.fixture
def outcome_of(pictures, tmp_path):
    """What a fresh process makes of a photo, after a small one."""

    def run(photo, before="", limit=""):
        file, small = tmp_path / "photo", tmp_path / "small"
        file.write_bytes(photo)
        small.write_bytes(pictures.encoded(pictures.quarters((80, 60))))
        program = REPORT.format(before=before, limit=limit)
        command = [sys.executable, "-c", program, str(file), str(small)]
        finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert finished.returncode == 0, finished.stderr
        return finished.stdout.strip().split("|")

    return run


def test_without_its_decoder_a_heic_photo_is_named_and_the_way_out_said(pictures, outcome_of):
    photo = pictures.encoded(pictures.quarters(), "HEIF")
    assert outcome_of(photo) == ["image/heic"]
    code, problem, sentence = outcome_of(photo, before=NO_HEIC)
    assert (code, problem) == ("photo-unreadable", "photo.problem.heic")
    assert "set the camera to JPEG" in sentence


@pytest.mark.details
def test_too_little_memory_is_no_fault_of_the_photo(pictures, outcome_of):
    photo = pictures.encoded(Image.new("RGB", (8000, 6000), "teal"), "PNG")
    assert outcome_of(photo) == ["image/png"]
    code, _, sentence = outcome_of(photo, limit=LITTLE_MEMORY)
    assert code == "memory-low"
    assert "Close other apps" in sentence
