"""What the tablets' journals claim: acknowledged for certain, or in doubt because a kill came in between."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.full_stack.journal import Entry, read_journal


@dataclass
class Claims:
    """One tablet's word.

    ``answers`` by operation id and ``photos`` by photo id are what the app acknowledged, answers with the revision that was
    ``seen`` on the screen before (one for each try). ``doubtful`` counts acts by kind, inspection, item and content that may
    stand at the centre once or not at all.
    """

    device: str = ""
    answers: dict[str, Entry] = field(default_factory=dict)
    photos: dict[str, Entry] = field(default_factory=dict)
    acts: Counter[tuple[str, str]] = field(default_factory=Counter)
    removed: set[str] = field(default_factory=set)
    maybe_removed: set[str] = field(default_factory=set)
    doubtful: Counter[tuple[str, ...]] = field(default_factory=Counter)


def claims_of(journal: Path) -> Claims:
    """Read a journal. Of several intents of one step the acknowledged one is certain and the others are in doubt."""
    claims = Claims()
    intents: dict[int, list[Entry]] = defaultdict(list)
    for entry in read_journal(journal):
        if entry["what"] == "enrolled":
            claims.device = entry["device"]
        elif entry["what"] == "intent":
            intents[entry["step"]].append(entry)
        elif entry["what"] == "ack":
            _acknowledge(claims, entry, intents[entry["step"]])
    for left in intents.values():
        claims.doubtful.update(content_of(entry) for entry in left)
        claims.maybe_removed |= {entry["photo"] for entry in left if entry["kind"] == "remove"}
    return claims


def content_of(act: Entry) -> tuple[str, ...]:
    """What two tries of the same act have in common, or for photos do not."""
    content = {"answer": "value", "photo": "original", "remove": "photo"}.get(act["kind"])
    return (act["kind"], act["inspection"], act["item"], "" if content is None else canonical(act[content]))


def canonical(value: Any) -> str:
    """The same text for the same value, however it was written down."""
    if not isinstance(value, dict):
        return str(value)
    return "|".join(f"{name}={value[name]}" for name in sorted(value) if value[name] not in (None, "", False))


def _acknowledge(claims: Claims, ack: Entry, intents: list[Entry]) -> None:
    kind = ack["kind"]
    if kind == "answer" and ack["new"]:
        claims.answers.setdefault(ack["op"], ack | {"seen": [entry["seen"] for entry in intents]})
    elif kind == "photo":
        claims.photos[ack["photo"]] = ack
    elif kind == "remove":
        claims.removed.add(ack["photo"])
    if kind in ("start", "submit"):
        claims.acts[kind, ack["inspection"]] += 1
    certain = next(entry for entry in reversed(intents) if content_of(entry) == content_of(ack))
    intents.remove(certain)
