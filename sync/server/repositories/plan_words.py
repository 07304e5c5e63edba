"""What is on the registers for a plan to name."""

from typing import Any

from sqlalchemy import Connection, Select, select

from sync.domain.people import Duty
from sync.protocol.campaigns import PlanWords
from sync.server.repositories import schema
from sync.server.repositories.draw_registers import words_of

c, p = schema.compounds.c, schema.people.c


def plan_words(connection: Connection) -> PlanWords:
    """Of what is active, each word once."""
    compounds, people = c.active == True, p.active == True  # noqa: E712 - SQL
    able = {duty: select(p.qualifications).where(p.duty == duty.value, people) for duty in Duty}
    return PlanWords(
        kinds=tuple(sorted(filter(None, _texts(connection, select(c.kind).where(compounds))))),
        marks=_words(connection, select(c.marks).where(compounds)),
        officers=_words(connection, able[Duty.OFFICER]),
        experts=_words(connection, able[Duty.EXPERT]),
    )


def _words(connection: Connection, query: Select[Any]) -> tuple[str, ...]:
    return tuple(sorted({word for text in _texts(connection, query) for word in words_of(text)}))


def _texts(connection: Connection, query: Select[Any]) -> list[str]:
    return list(connection.scalars(query.distinct()))
