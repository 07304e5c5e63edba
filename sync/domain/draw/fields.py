"""Reading plain objects field by field; what is wrong is named."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from sync.errors import DrawFileInvalid

_Choice = TypeVar("_Choice", bound=StrEnum)
_Made = TypeVar("_Made")


class Fields:
    """An object with exactly the fields that are asked for. ``line``: where it stands, for errors."""

    def __init__(self, value: object, line: int = 1, within: str = "") -> None:
        self._line, self._within, self._asked = line, within, set[str]()
        self._data: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
        if not isinstance(value, Mapping):
            self.wrong("-", "value")

    def take(self, name: str, holds: Callable[[Any], bool], default: Any = None) -> Any:
        """The value of a field, which is refused unless ``holds``. Without a default the field has to be there."""
        self._asked.add(name)
        value = self._data.get(name, default)
        if value is None:
            self.wrong(name, "missing")
        if not holds(value):
            self.wrong(name, "value")
        return value

    def choice(self, kind: type[_Choice], name: str, default: str | None = None) -> _Choice:
        """One of the values of an enumeration."""
        return kind(self.take(name, lambda value: value in list(kind), default))

    def each(self, name: str, make: "Callable[[Fields], _Made]", default: Any = None) -> tuple[_Made, ...]:
        """A list of objects, each made by ``make``, which takes all of its fields."""
        values = self.take(name, lambda value: isinstance(value, list), default)
        return tuple(make_whole(value, make, self._line, f"{self._within}{name}.") for value in values)

    def rows(self, name: str, *holds: Callable[[Any], bool], default: Any = None) -> tuple[tuple[Any, ...], ...]:
        """A list of lists, each with one value for each of ``holds``."""

        def fits(row: object) -> bool:
            return (
                isinstance(row, list)
                and len(row) == len(holds)
                and all(one(value) for one, value in zip(holds, row, strict=True))
            )

        values = self.take(name, lambda value: isinstance(value, list) and all(map(fits, value)), default)
        return tuple(map(tuple, values))

    def nothing_else(self) -> None:
        """Refuses fields that nobody asked for: a misspelt one would be left out in silence."""
        for name in sorted(map(str, self._data.keys())):
            if name not in self._asked:
                self.wrong(name, "unknown-field")

    def wrong(self, name: str, problem: str) -> Any:
        """Raises DrawFileInvalid."""
        raise DrawFileInvalid(line=self._line, field=f"{self._within}{name}", problem=f"draw.problem.{problem}")


def make_whole(value: object, make: Callable[[Fields], _Made], line: int = 1, within: str = "") -> _Made:
    """What ``make`` makes of an object, which holds no field beyond those that it takes. Raises DrawFileInvalid."""
    fields = Fields(value, line, within)
    made = make(fields)
    fields.nothing_else()
    return made
