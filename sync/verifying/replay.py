"""What the operations of an inspection amount to, worked out anew from their lines as they are written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sync.protocol.messages import OperationStatus
from sync.protocol.operations import AddPhoto, RemovePhoto, SetResult, SignInspection, StartInspection, SubmitInspection
from sync.verifying.meaning import id_meant

Plain = dict[str, Any]
"""A JSON object as it was written."""


class Received(NamedTuple):
    """A line with what the centre made of it, and when."""

    line: Plain
    status: OperationStatus
    received_at: datetime


@dataclass(slots=True)
class Replayed:
    """Values by item and the operation that made each; photos and signatures in the words of their lines, by photo and by
    operation. ``photos`` also holds those that were ``removed``. All ids are in the form in which tablets write them."""

    values: dict[str, Plain] = field(default_factory=dict)
    revisions: dict[str, str] = field(default_factory=dict)
    photos: dict[str, Plain] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    signatures: dict[str, Plain] = field(default_factory=dict)
    started_at: str = ""
    submitted: list[str] = field(default_factory=list)


def replay(received: Iterable[Received]) -> Replayed:
    """Applies what the centre applied, in the order it was received. What it kept beside as a conflict changes no result;
    photos and signatures are kept in any case."""
    found = Replayed()
    for line, status, _ in sorted(received, key=lambda one: (one.received_at, one.line["seq"])):
        if status is OperationStatus.APPLIED:
            _apply(found, line)
        if status in (OperationStatus.APPLIED, OperationStatus.CONFLICT):
            _keep(found, line)
    return found


def _apply(found: Replayed, line: Plain) -> None:
    kind, body = line["kind"], line["body"]
    if kind == SetResult.kind:
        _answer(found, line)
    elif kind == RemovePhoto.kind:
        found.removed.add(id_meant(body["photo_id"]))
    elif kind == StartInspection.kind:
        found.started_at = found.started_at or line["at"]
    elif kind == SubmitInspection.kind:
        found.submitted.append(line["at"])


def _answer(found: Replayed, line: Plain) -> None:
    """Built on the current answer, or where there is none, it replaces it; otherwise it was applied because it said the same."""
    body = line["body"]
    item = body["item_code"]
    if found.revisions.get(item) in (None, id_meant(body.get("base"))):
        found.values[item], found.revisions[item] = body["value"], id_meant(line["id"])


def _keep(found: Replayed, line: Plain) -> None:
    kind, body = line["kind"], line["body"]
    if kind == AddPhoto.kind:
        found.photos.setdefault(id_meant(body["photo"]["photo_id"]), body["photo"])
    elif kind == SignInspection.kind:
        found.signatures[id_meant(line["id"])] = line
