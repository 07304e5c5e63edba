"""What a turned-down operation says, in its reader's words. Pure."""

from base64 import b64decode
from collections.abc import Iterator
from datetime import date

from inspector_app.console import wording
from inspector_app.look.photo_words import camera_words, lasting, place_words
from sync.domain.inspections import VISIT, PhotoFacts, ResultValue
from sync.domain.signatures import Signature
from sync.errors import OperationInvalid
from sync.i18n import say
from sync.protocol.administration import QuarantineDetail
from sync.protocol.operations import AddPhoto, Operation, RemovePhoto, SetResult, SignInspection, StartInspection, decode
from sync.sizes import size

Fact = tuple[str, str]
Facts = Iterator[Fact]
_SHORT = 8
"""Of a digest or an id, enough to tell it from others."""


def entry_said(language: str, detail: QuarantineDetail, today: date) -> tuple[Fact, ...]:
    """Names and values of what somebody recorded; empty for bytes that are no operation as far as this version can tell."""
    operation = _operation(detail)
    if operation is None:
        return ()
    found = ((name, value) for name, value in _facts(language, operation, detail, today) if value)
    return tuple((say(language, f"console.said.{name}"), value) for name, value in found)


def _operation(detail: QuarantineDetail) -> Operation | None:
    try:
        return decode(b64decode(detail.line))
    except OperationInvalid:
        return None


def _facts(language: str, operation: Operation, detail: QuarantineDetail, today: date) -> Facts:
    entry, body = detail.entry, operation.body
    yield "act", say(language, f"console.kind.{body.kind}")
    yield "by", entry.author or say(language, "console.said.unknown_person", id=str(operation.by)[:_SHORT])
    yield "at", wording.moment(language, operation.at, today)
    yield "compound", entry.compound or say(language, "console.quarantine.nowhere")
    if isinstance(body, SetResult):
        yield "item", _item(language, body.item_code, detail)
        yield from _value(language, body.value, today)
        yield "decides", say(language, "console.said.decides_between", count=len(body.resolves)) if body.resolves else ""
    elif isinstance(body, AddPhoto):
        yield "item", _item(language, body.photo.item_code, detail)
        yield from _photo(language, body.photo, today)
    elif isinstance(body, RemovePhoto):
        yield "item", _item(language, entry.item_code, detail) if detail.item_title else ""
        yield "photo", str(body.photo_id)[-_SHORT:]
    elif isinstance(body, SignInspection):
        yield from _signature(language, body.signature)
    elif isinstance(body, StartInspection):
        yield "checklist", f"{body.checklist_id} {body.checklist_version}"


def _item(language: str, code: str, detail: QuarantineDetail) -> str:
    if code == VISIT:
        return say(language, "console.photo.whole_visit")
    return f"{code} {detail.item_title.in_language(language)}" if detail.item_title else code


def _value(language: str, value: ResultValue, today: date) -> Facts:
    """All of it, also what does not belong together: that may be why it was turned down."""
    yield "answer", wording.outcome(language, value.outcome)
    yield "severity", say(language, f"severity.{value.severity.value}") if value.severity else ""
    yield "severity_reason", value.severity_reason
    yield "note", value.note
    yield "reason", value.reason
    yield "due", wording.day(language, value.due_on, today) if value.due_on else ""
    yield "rectified", say(language, "finding.fixed_on_spot") if value.fixed_on_spot else ""


def _photo(language: str, facts: PhotoFacts, today: date) -> Facts:
    yield "taken", wording.moment(language, facts.taken_at, today)
    if facts.is_sound:
        yield "lasts", lasting(facts.duration_ms)
    else:
        yield "size", f"{facts.width} × {facts.height} · {size(facts.original_size)}"
        yield "camera", camera_words(language, facts)
    yield "position", place_words(language, facts.position)
    yield "photo", f"{str(facts.photo_id)[-_SHORT:]}"
    yield "annotates", str(facts.annotates)[-_SHORT:] if facts.annotates else ""


def _signature(language: str, signature: Signature) -> Facts:
    yield "signer", signature.name
    yield "part", say(language, f"part.{signature.part.value}")
    yield "signed", say(language, f"console.said.{'refused' if signature.refusal else 'in_ink'}")
    yield "reason", signature.refusal.reason if signature.refusal else ""
