"""Which checklists a draw's checks go by, as one text beside the draw."""

import json
from collections.abc import Mapping


def checklists_text(checklists: Mapping[str, tuple[str, str]]) -> str:
    """Id and version by the check's id."""
    return json.dumps({check: list(checklist) for check, checklist in checklists.items()}, ensure_ascii=False)


def checklists_of(text: str, checks: str) -> tuple[tuple[str, str], ...]:
    """Those of a visit (``checks`` with a comma between two), each once, in the order of its checks."""
    known = json.loads(text)
    return tuple(dict.fromkeys((known[check][0], known[check][1]) for check in checks.split(",")))
