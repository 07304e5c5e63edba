"""Whether the promises held: the journals against the centre's tables and files and the tablets' own, all read directly.

Nothing here asks the product. Each problem is a sentence; none means that nothing acknowledged was lost, nothing stands twice,
nothing was overwritten silently, all hashes are equal, all chains hold, everybody agrees and nothing waits.
"""

from collections.abc import Sequence
from pathlib import Path

from sync.server.settings import Settings
from tests.full_stack.claims import claims_of
from tests.full_stack.oracle_of_centre import (
    chain_problems,
    evidence_problems,
    made_up_problems,
    photo_problems,
    result_problems,
    visit_problems,
)
from tests.full_stack.oracle_of_tablet import tablet_problems
from tests.full_stack.tables import centre_tables, tablet_tables


def problems_of(tablets: Sequence[Path], settings: Settings) -> list[str]:
    """``tablets`` are folders with ``journal.jsonl`` and ``data``."""
    claims = [claims_of(tablet / "journal.jsonl") for tablet in tablets]
    centre = centre_tables(settings.url, [claim.device for claim in claims])
    problems = [
        f"tablet {number}: {problem}"
        for number, claim in enumerate(claims)
        for judge in (chain_problems, result_problems, photo_problems, visit_problems)
        for problem in judge(claim, centre)
    ]
    for number, (claim, folder) in enumerate(zip(claims, tablets, strict=True)):
        found = tablet_problems(claim, tablet_tables(folder / "data"), centre)
        problems += [f"tablet {number}'s own: {problem}" for problem in found]
    return [*problems, *made_up_problems(centre), *evidence_problems(centre, settings.evidence)]
