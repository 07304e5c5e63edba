"""What the list of assignments needs of every inspection, read at once."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlite_utils import Database

from inspector_app.store import rows
from sync.domain.inspections import Outcome, ResultValue

_VALUES = "SELECT inspection_id, item_code, value FROM results"
_PHOTOS = "SELECT inspection_id, item_code, count(*) FROM photos WHERE removed_at IS NULL GROUP BY inspection_id, item_code"
_CONTESTED = """SELECT DISTINCT inspection_id, item_code, EXISTS (SELECT 1 FROM results
    WHERE results.inspection_id = contested.inspection_id AND results.item_code = contested.item_code AND revision IS NOT NULL)
FROM contested WHERE settled_by IS NULL"""


@dataclass(slots=True)
class Recorded:
    """Of one inspection, by item: what stands, how many photos there are, which wait for a decision between values, and of which
    nothing stands but what the centre has no more."""

    values: dict[str, ResultValue] = field(default_factory=dict)
    photos: dict[str, int] = field(default_factory=dict)
    disputed: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)

    @property
    def failed(self) -> int:
        """How many items failed."""
        return sum(value.outcome is Outcome.FAIL for value in self.values.values())


def recorded(connection: Database) -> dict[bytes, Recorded]:
    """By inspection; one of which nothing is recorded is empty."""
    found: dict[bytes, Recorded] = defaultdict(Recorded)
    for inspection_id, item_code, value in connection.execute(_VALUES).fetchall():
        found[inspection_id].values[item_code] = rows.value_from(value)
    for inspection_id, item_code, count in connection.execute(_PHOTOS).fetchall():
        found[inspection_id].photos[item_code] = count
    for inspection_id, item_code, stands in connection.execute(_CONTESTED).fetchall():
        (found[inspection_id].disputed if stands else found[inspection_id].forgotten).add(item_code)
    return found
