"""What all errors share, and the registry of their codes."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

FieldValue = str | int | float | None


class SuichaError(Exception):
    """Base of every error a person may meet. ``fields`` fill the placeholders of its sentence."""

    code: ClassVar[str] = "internal"
    retryable: ClassVar[bool] = False

    def __init__(self, **fields: FieldValue) -> None:
        self.fields = fields
        super().__init__(f"{self.code} {fields}" if fields else self.code)

    def __reduce__(self) -> tuple[Callable[[], "SuichaError"], tuple[()]]:
        """So that it survives the way between processes."""
        return partial(type(self), **self.fields), ()


class NotFound(SuichaError):
    """Fields: ``what``, ``name``."""

    code = "not-found"


def _subclasses(base: type[SuichaError]) -> list[type[SuichaError]]:
    return [base, *(found for sub in base.__subclasses__() for found in _subclasses(sub))]


def registry() -> dict[str, type[SuichaError]]:
    """Every error class by its code."""
    return {found.code: found for found in _subclasses(SuichaError)}
