"""Values kept as JSON text in the form that also travels."""

import json
from functools import lru_cache

from sync.domain.checklists import Checklist, read_checklist
from sync.domain.inspections import ResultValue
from sync.protocol.codec import to_plain


def as_json(value: object) -> str:
    """Compact JSON of a dataclass, or of a tuple of them."""
    plain = [to_plain(entry) for entry in value] if isinstance(value, tuple) else to_plain(value)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=1024)
def value_text(value: ResultValue) -> str:
    """The JSON of a result's value. Remembered: it goes into history and current row, and most values are a plain pass."""
    return as_json(value)


@lru_cache(maxsize=32)
def parsed_checklist(document: str) -> Checklist:
    """The checklist in a published document."""
    return read_checklist(document)
