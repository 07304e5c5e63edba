"""Published checklists, each read and parsed once: what is published under an id and a version never changes."""

from sqlalchemy import Connection, bindparam, select

from sync.domain.checklists import Checklist, read_checklist
from sync.server.repositories import schema

_C = schema.checklists.c
_DOCUMENT = select(_C.document).where(_C.id == bindparam("wanted"), _C.version == bindparam("in_version"))


class PublishedChecklists:
    """The checklists of one database."""

    def __init__(self) -> None:
        self._parsed: dict[tuple[str, str], Checklist] = {}

    def get(self, connection: Connection, checklist_id: str, version: str) -> Checklist:
        """A checklist that a campaign names."""
        key = checklist_id, version
        if key not in self._parsed:
            document = connection.execute(_DOCUMENT, {"wanted": checklist_id, "in_version": version}).scalar_one()
            self._parsed[key] = read_checklist(document)
        return self._parsed[key]
