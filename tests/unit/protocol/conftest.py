from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import strategies as st

from sync.domain.checklists import Severity
from sync.domain.inspections import Outcome, PhotoFacts, ResultValue
from sync.domain.positions import Position, PositionSource
from sync.protocol.codec import LARGEST_NUMBER
from sync.protocol.operations import AddPhoto, Operation, RemovePhoto, SetResult, StartInspection, SubmitInspection

MOMENT = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)
FAILED = ResultValue(Outcome.FAIL, "灯不亮", Severity.MAJOR, due_on=date(2026, 5, 20))
HERE = Position(34.75, 113, PositionSource.DEVICE, 12.5)
ids = st.uuids()
texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(timezones=offsets).filter(lambda moment: 2 <= moment.year <= 9998)
hashes = st.text("0123456789abcdef", min_size=64, max_size=64)
sizes = st.integers(1, LARGEST_NUMBER)
values = st.builds(
    ResultValue,
    outcome=st.none() | st.sampled_from(Outcome),
    note=texts,
    severity=st.none() | st.sampled_from(Severity),
    severity_reason=texts,
    due_on=st.none() | st.dates(),
    fixed_on_spot=st.booleans(),
    reason=texts,
)
photos = st.builds(
    PhotoFacts,
    photo_id=ids,
    item_code=texts,
    original_sha256=hashes,
    original_size=sizes,
    original_type=texts,
    copy_sha256=hashes,
    copy_size=sizes,
    width=sizes,
    height=sizes,
    taken_at=moments,
    device_model=texts,
)
bodies = st.one_of(
    st.builds(StartInspection, ids, ids, texts, texts),
    st.builds(SetResult, ids, texts, values, st.none() | ids),
    st.builds(AddPhoto, ids, photos),
    st.builds(RemovePhoto, ids, ids),
    st.builds(SubmitInspection, ids, st.integers(0, LARGEST_NUMBER)),
)


@pytest.fixture(scope="session")
def operations() -> st.SearchStrategy[Operation]:
    """Any operation a tablet may freeze."""
    return st.builds(Operation, ids, st.integers(1, LARGEST_NUMBER), ids, moments, bodies, st.just("") | hashes)


@pytest.fixture(scope="session")
def often() -> list[Operation]:
    """One of each kind that tablets send by the hundred."""
    photo = PhotoFacts(UUID(int=4), "A01", "0" * 64, 9, "image/jpeg", "1" * 64, 8, 4, 3, MOMENT, position=HERE)
    kinds = [
        StartInspection(UUID(int=1), UUID(int=2), "zz", "1"),
        SetResult(UUID(int=1), "A01", FAILED, UUID(int=3)),
        AddPhoto(UUID(int=1), photo),
        RemovePhoto(UUID(int=1), UUID(int=4)),
        SubmitInspection(UUID(int=1), 1),
    ]
    return [Operation(UUID(int=9 + n), n + 1, UUID(int=7), MOMENT, body, "2" * 64) for n, body in enumerate(kinds)]
