"""What both databases promise to the repositories."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select

from sync.server.repositories import schema
from sync.server.services.registers import NewDistrict


def test_the_migrated_tables_are_those_the_queries_see(served):
    with served.centre.database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_a_reader_sees_one_state_of_everything_while_others_write(served, world):
    count = select(func.count()).select_from(schema.districts)
    with served.centre.database.reading() as connection:
        before = connection.execute(count).scalar_one()
        served.centre.registers.add_districts([NewDistrict(f"{world.district}-2", "区", "District")])
        assert connection.execute(count).scalar_one() == before
    with served.centre.database.reading() as connection:
        assert connection.execute(count).scalar_one() == before + 1
