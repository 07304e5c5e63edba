"""How every table of the centre is made: STRICT on SQLite, constraints named alike on both databases."""

from sqlalchemy import Column, MetaData, Table, Text
from sqlalchemy.schema import SchemaItem

from sync.server.repositories.columns import Id

metadata = MetaData(
    naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"}
)


def new_table(name: str, *items: SchemaItem) -> Table:
    """A table of the centre's one schema."""
    return Table(name, metadata, *items, sqlite_strict=True)


def text_column(name: str) -> Column[str]:
    """A text that is always there."""
    return Column(name, Text, nullable=False)


def id_column(name: str) -> Column[object]:
    """An id that is always there."""
    return Column(name, Id, nullable=False)
