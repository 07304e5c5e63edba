"""Values kept as JSON text in the form that also travels."""

from functools import lru_cache

from sync.domain.checklists import Checklist, read_checklist
from sync.domain.inspections import ResultValue
from sync.protocol.codec import to_json


@lru_cache(maxsize=1024)
def value_text(value: ResultValue) -> str:
    """The JSON of a result's value. Remembered: it goes into history and current row, and most values are a plain pass."""
    return to_json(value)


@lru_cache(maxsize=32)
def parsed_checklist(document: str) -> Checklist:
    """The checklist in a published document."""
    return read_checklist(document)
