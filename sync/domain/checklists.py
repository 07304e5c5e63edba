"""Checklists: what is looked at on a visit. A checklist is data, versioned, and refused whole when anything is wrong."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, NoReturn, TypeVar

from sync.domain.draw.columns import is_name
from sync.domain.texts import is_storable
from sync.errors import ChecklistInvalid


class Severity(StrEnum):
    """How grave a failure is."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


class PhotoRule(StrEnum):
    """When an item demands a photo."""

    REQUIRED = "required"
    REQUIRED_ON_FAIL = "required_on_fail"
    OPTIONAL = "optional"


class Method(StrEnum):
    """How an item is looked at."""

    DOCUMENT = "document"
    ONSITE = "onsite"
    INTERVIEW = "interview"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The text for ``zh-CN`` or ``en``."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A provision an item rests on."""

    law: str
    article: str


@dataclass(frozen=True, slots=True)
class Item:
    """One of the matters of a checklist. ``due_days`` are calendar days; ``weight`` counts towards 100. ``earlier_findings``:
    what it looks at is whether the findings of earlier visits were put right."""

    code: str
    category: Bilingual
    title: Bilingual
    guidance: Bilingual
    method: Method
    basis: tuple[LegalBasis, ...]
    severity: Severity
    photo: PhotoRule
    due_days: int
    weight: int
    scored: bool
    phrases: tuple[Bilingual, ...] = ()
    earlier_findings: bool = False

    def demands_photo(self, failed: bool) -> bool:
        """Whether a photo is required for a result that did or did not fail."""
        return self.photo is PhotoRule.REQUIRED or (failed and self.photo is PhotoRule.REQUIRED_ON_FAIL)


@dataclass(frozen=True)
class Checklist:
    """A version of a list of items, in the order they are walked. ``source`` says where it comes from."""

    id: str
    version: str
    title: Bilingual
    source: Bilingual
    items: tuple[Item, ...]
    draft: bool = field(default=False)

    @cached_property
    def by_code(self) -> Mapping[str, Item]:
        return {item.code: item for item in self.items}

    def categories(self) -> list[tuple[Bilingual, list[Item]]]:
        """Items grouped by category, both in checklist order."""
        groups: dict[Bilingual, list[Item]] = {}
        for item in self.items:
            groups.setdefault(item.category, []).append(item)
        return list(groups.items())


DUE_DAYS = (1, 3, 7, 15, 30)
"""Deadlines offered for a finding, in calendar days [P: domain notes, to be confirmed by the bureau]."""

_EXPECTED_ITEMS = {"zz-property-27": 27}
_HEAD = "-"
_Choice = TypeVar("_Choice", bound=StrEnum)


def read_checklist(text: str | bytes) -> Checklist:
    """A checklist from JSON text. Raises ChecklistInvalid as ``parse_checklist`` does, also for text that is no JSON."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        _wrong(_HEAD, "document", "json")
    return parse_checklist(data)


def text_of(document: bytes) -> str:
    """A file's JSON text: UTF-8, UTF-16 or UTF-32, with or without byte order mark. Raises ChecklistInvalid."""
    try:
        return document.decode(json.detect_encoding(document))
    except UnicodeDecodeError:
        _wrong(_HEAD, "document", "json")


def parse_checklist(data: object) -> Checklist:
    """A checklist from its JSON form.

    Raises ChecklistInvalid naming the item and the field of the first thing that is wrong: a missing or mistyped field, a
    code used twice, weights that do not sum to 100, a number of items other than the one this checklist is known to have.
    """
    head = _mapping(data, _HEAD, "checklist")
    raw_items = head.get("items")
    if not isinstance(raw_items, list) or not raw_items:
        _wrong(_HEAD, "items", "missing")
    items = tuple(_parse_item(raw, position) for position, raw in enumerate(raw_items, start=1))
    checklist = Checklist(
        id=_name(head, "id"),
        version=_name(head, "version"),
        title=Bilingual(_text(head, "title_zh", _HEAD), _text(head, "title_en", _HEAD)),
        source=Bilingual(_text(head, "source", _HEAD), _text({"source_en": head.get("source"), **head}, "source_en", _HEAD)),
        items=items,
        draft=_text(head, "version", _HEAD).endswith("-draft"),
    )
    _check_whole(checklist)
    return checklist


def _parse_item(raw: object, position: int) -> Item:
    where = f"#{position}"
    data = _mapping(raw, where, "item")
    code = where = _text(data, "code", where)
    return Item(
        code=code,
        category=Bilingual(_text(data, "category", where), _text(data, "category_en", where)),
        title=Bilingual(_text(data, "title_zh", where), _text(data, "title_en", where)),
        guidance=Bilingual(_text(data, "guidance_zh", where), _text(data, "guidance_en", where)),
        method=_choice(Method, data, "method", where),
        basis=tuple(_parse_basis(entry, where) for entry in _list(data, "basis", where)),
        severity=_choice(Severity, data, "severity", where),
        photo=_choice(PhotoRule, data, "photo", where),
        due_days=_number(data, "due_days", where, least=1, most=365),
        weight=_number(data, "weight", where, least=0, most=100),
        scored=_flag(data, "scored", where),
        phrases=tuple(_parse_phrase(entry, where) for entry in _list({"phrases": [], **data}, "phrases", where)),
        earlier_findings=_flag({"earlier_findings": False, **data}, "earlier_findings", where),
    )


def _parse_basis(raw: object, where: str) -> LegalBasis:
    data = _mapping(raw, where, "basis")
    return LegalBasis(_text(data, "law", where), _text(data, "article", where))


def _parse_phrase(raw: object, where: str) -> Bilingual:
    data = _mapping(raw, where, "phrases")
    return Bilingual(_text(data, "zh", where), _text(data, "en", where))


def _check_whole(checklist: Checklist) -> None:
    seen: set[str] = set()
    for item in checklist.items:
        if item.code in seen:
            _wrong(item.code, "code", "duplicate")
        seen.add(item.code)
        if not item.scored and item.weight:
            _wrong(item.code, "weight", "unscored-weight")
    expected = _EXPECTED_ITEMS.get(checklist.id)
    if expected is not None and len(checklist.items) != expected:
        _wrong(_HEAD, "items", "count", expected=expected, found=len(checklist.items))
    total = sum(item.weight for item in checklist.items)
    if total != 100:
        _wrong(_HEAD, "weight", "sum", found=total)


def _wrong(item: str, field_name: str, problem: str, **fields: int) -> NoReturn:
    raise ChecklistInvalid(item=item, field=field_name, problem=f"checklist.problem.{problem}", **fields)


def _mapping(value: object, where: str, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        _wrong(where, name, "type")
    return value


def _text(data: Mapping[str, Any], name: str, where: str) -> str:
    value = data.get(name)
    if value is None:
        _wrong(where, name, "missing")
    if not isinstance(value, str) or not is_storable(value):
        _wrong(where, name, "type")
    if not value.strip():
        _wrong(where, name, "missing")
    return value


def _name(head: Mapping[str, Any], name: str) -> str:
    """What plans and addresses name a checklist by."""
    value = _text(head, name, _HEAD)
    if not is_name(value) or value != value.strip():
        _wrong(_HEAD, name, "name")
    return value


def _list(data: Mapping[str, Any], name: str, where: str) -> list[object]:
    value = data.get(name)
    if value is None:
        _wrong(where, name, "missing")
    if not isinstance(value, list):
        _wrong(where, name, "type")
    return value


def _number(data: Mapping[str, Any], name: str, where: str, least: int, most: int) -> int:
    value = data.get(name)
    if value is None:
        _wrong(where, name, "missing")
    if not isinstance(value, int) or isinstance(value, bool):
        _wrong(where, name, "type")
    if not least <= value <= most:
        _wrong(where, name, "range", least=least, most=most)
    return value


def _flag(data: Mapping[str, Any], name: str, where: str) -> bool:
    value = data.get(name)
    if not isinstance(value, bool):
        _wrong(where, name, "missing" if value is None else "type")
    return value


def _choice(kind: type[_Choice], data: Mapping[str, Any], name: str, where: str) -> _Choice:
    value = _text(data, name, where)
    try:
        return kind(value)
    except ValueError:
        _wrong(where, name, "choice")
