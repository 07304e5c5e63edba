"""What docs/draw.md says can be done with sha256sum alone."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sync.domain.draw.tickets import ticket
from sync.drawing.checking import check_campaign
from tests.integration.draw.conftest import freeze

DOCUMENT = Path("docs/draw.md").read_text(encoding="utf-8")
pytestmark = pytest.mark.skipif(
    shutil.which("sha256sum") is None, reason="NO SHA256SUM FOUND: docs/draw.md was not tried by hand"
)


def shell(command, folder, **variables):
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=variables, capture_output=True, text=True, check=True)
    return done.stdout.partition(" ")[0].strip()


def test_a_ticket_is_one_line_in_a_shell(published):
    (command,) = re.findall(r"```sh\n(printf [^\n]+)\n```", DOCUMENT)
    assert "C0017,1" in command
    (checked,) = check_campaign(published)
    assert shell(command, published, K=checked.outcome.key) == ticket(checked.outcome.key, "compound", "C0017").hex()


def test_the_key_is_a_digest_of_lines(published):
    (checked,) = check_campaign(published)
    frozen = shell("sha256sum digests.txt", published / "1")
    command = "printf 'suicha-draw 1\\n%s\\n%s\\n%s' \"$F\" dice 12345612345612345612 | sha256sum"
    assert (frozen, shell(command, published, F=frozen)) == (checked.frozen.frozen, checked.outcome.key)


def test_a_redraw_names_what_sha256sum_prints_of_the_draw_before(published, registers):
    assert "LC_ALL=C sha256sum *" in DOCUMENT
    before = shell("LC_ALL=C sha256sum * | sha256sum", published / "1")
    freeze(published, registers, "理由")
    assert check_campaign(published)[1].frozen.plan.previous == before


def test_every_file_of_the_folder_is_in_the_document(published):
    assert [path.name for path in (published / "1").iterdir() if f"`{path.name}`" not in DOCUMENT] == []
