"""The published folder of a campaign.

::

    1/                         the first draw; a redraw is 2/, with its reason, and 1/ stays
      plan.ndjson              period, checks, rates, caps, rules; what the seed will be; why it is a redraw
      compounds.ndjson         who may be visited
      enterprises.ndjson       who serves them, and how often each was visited this year
      extras.ndjson            extra weights with their sources
      officers.ndjson          people under pseudonyms
      experts.ndjson
      recusals.ndjson
      digests.txt              SHA-256 of the files above, as sha256sum writes it: published before the seed is known
      seed.ndjson              the seed, when and where it came, who saw it
      result.ndjson            the outcome
      replacement-1.ndjson     who goes instead of whom, and why
"""

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from sync.durable import make_folder, sync_folder
from sync.errors import DrawFileInvalid, DrawOutOfTurn

PLAN, COMPOUNDS, ENTERPRISES, EXTRAS = "plan.ndjson", "compounds.ndjson", "enterprises.ndjson", "extras.ndjson"
OFFICERS, EXPERTS, RECUSALS = "officers.ndjson", "experts.ndjson", "recusals.ndjson"
POOLS = (COMPOUNDS, ENTERPRISES, EXPERTS, EXTRAS, OFFICERS, RECUSALS)
FROZEN = tuple(sorted((PLAN, *POOLS)))
KEPT = "kept"
"""What goes nowhere near this folder: who is who."""
DIGESTS, SEED, RESULT, REPLACEMENT = "digests.txt", "seed.ndjson", "result.ndjson", "replacement-{number}.ndjson"


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(content).hexdigest()


def digests_of(files: Mapping[str, bytes]) -> bytes:
    """A line for each file, in the order of their names, as ``sha256sum`` writes and checks it."""
    return "".join(f"{digest(files[name])}  {name}\n" for name in sorted(files)).encode()


def draw_numbers(folder: Path) -> list[int]:
    """The numbers of the draws in a campaign's folder, in order."""
    if not folder.is_dir():
        return []
    return sorted(int(one.name) for one in folder.iterdir() if one.name.isdecimal() and one.name == str(int(one.name)))


def draw_folder(folder: Path, number: int) -> Path:
    """Where a draw lies."""
    return folder / str(number)


def read_file(folder: Path, name: str) -> bytes:
    """Raises DrawFileInvalid for one that is missing."""
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise DrawFileInvalid(file=name, problem="draw.problem.file-missing") from error


def add_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """A folder with these files, there whole or not at all. Raises DrawOutOfTurn when it is there already."""
    make_folder(folder.parent)
    draft = Path(mkdtemp(prefix=".draw-", dir=folder.parent))
    try:
        for name, content in files.items():
            _write(draft / name, content)
        draft.chmod(0o755)
        draft.rename(folder)
    except OSError as error:
        if folder.exists():
            raise DrawOutOfTurn(draw=int(folder.name), problem="draw.problem.frozen-already") from error
        raise
    finally:
        if draft.exists():
            rmtree(draft)
    sync_folder(folder.parent)


def add_file(folder: Path, name: str, content: bytes) -> None:
    """A file that was not there before, there whole or not at all; nothing is ever replaced. Raises DrawOutOfTurn."""
    draft = folder / f".{name}.part"
    try:
        _write(draft, content)
        os.link(draft, folder / name)
    except FileExistsError as error:
        raise DrawOutOfTurn(draw=int(folder.name), problem="draw.problem.drawn-already") from error
    finally:
        if draft.exists():
            draft.unlink()
    sync_folder(folder)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
