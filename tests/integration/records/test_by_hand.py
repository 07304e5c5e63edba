"""What docs/evidence.md tells people to type does what it says, on a record that is in order and on one that is not."""

import re
import subprocess
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[3] / "docs" / "evidence.md"
BLOCKS = re.findall(r"```sh\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)


def run(block, handed_out):
    key = handed_out.folder / "key.pem"
    key.write_text(handed_out.signing.public.pem)
    script = f"set -eu; KEY={key}\n{block}"
    return subprocess.run(["bash", "-c", script], cwd=handed_out.record, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_every_step_by_hand_succeeds_on_a_record_in_order(handed_out, block):
    done = run(block, handed_out)
    assert done.returncode == 0, done.stderr + done.stdout


@pytest.mark.parametrize(
    ("pattern", "before", "after", "steps"),
    [
        ("manifest.json", b'"size"', b'"Size"', {0}),
        ("record.json", b"not_applicable", b"pass", {0}),
        ("operations/*.ndjson", b'"at":"20', b'"at":"19', {0, 1, 2}),
        ("chain/*.json", b'"signature":"', b'"signature":"AAAA', {0, 3}),
    ],
)
def test_the_steps_by_hand_find_what_was_changed(handed_out, pattern, before, after, steps):
    path = handed_out.file(pattern)
    content = path.read_bytes()
    assert before in content
    path.write_bytes(content.replace(before, after, 1))
    assert {step for step, block in enumerate(BLOCKS) if run(block, handed_out).returncode} == steps
