"""The promise that nobody's value is replaced by somebody who had not seen it."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from tests.simulation.found import Found, canonical
from tests.simulation.journal import Act, Answered
from tests.simulation.officers import ANY
from tests.simulation.witness import Broken


def nothing_is_overwritten_unseen(found: Found) -> None:
    """Every value an officer gave stands in history, and either leads to the current one through what officers had on their
    screens, or says the same, or waits as a conflict for a person."""
    history = {
        str(UUID(bytes=row[0])): (str(UUID(bytes=row[1])), row[2], canonical(row[3]), bool(row[4]))
        for row in found.rows("SELECT id, inspection_id, item_code, value, conflict FROM result_revisions")
    }
    current = {
        (str(UUID(bytes=row[0])), row[1]): (str(UUID(bytes=row[2])), canonical(row[3]))
        for row in found.rows("SELECT inspection_id, item_code, revision, value FROM results")
    }
    answers = [*found.journal.answers, *found.journal.unsure_answers]
    answers += _undone(found, {one.act for one in answers})
    seen = {found.revision_of[one.act]: one.seen for one in answers if one.act in found.revision_of}
    decided = _decided(found, answers)
    for one in answers:
        revision = found.revision_of.get(one.act)
        if revision is not None:
            _check_answer(one, revision, history, current, seen, decided)
    for (inspection, item), (revision, value) in current.items():
        if history.get(revision, ("", "", "", False))[:3] != (inspection, item, value):
            raise Broken("overwritten", f"the current value of {item} is in no history")


def _undone(found: Found, known: Collection[Act]) -> Iterator[Answered]:
    """What undos that were under way at a kill turned out to have taken back."""
    shown = {(one.act, one.item): one for one in found.journal.unsure_undos}
    for act in found.revision_of.keys() - known:
        item, _, value = act.detail.partition(" ")
        if one := shown.get((act._replace(detail=ANY), item)):
            yield one._replace(act=act, value=value)


def _decided(found: Found, answers: Sequence[Answered]) -> set[str]:
    """What an officer decided against, with it on the screen."""
    shown = {found.revision_of[one.act]: one.contested for one in answers if one.act in found.revision_of}
    decided: set[str] = set()
    for kept in found.of_kind("result.set"):
        resolved = set(kept.line["body"].get("resolves", ()))
        if unseen := resolved - shown.get(kept.id, frozenset()):
            raise Broken("overwritten", f"operation {kept.id} decides against {unseen}, which its officer had not seen")
        decided |= resolved if kept.status == "applied" else set()
    return decided


def _check_answer(
    one: Answered,
    revision: str,
    history: dict[str, tuple[str, str, str, bool]],
    current: dict[tuple[str, str], tuple[str, str]],
    seen: dict[str, str | None],
    decided: set[str],
) -> None:
    place = (one.act.inspection, one.item)
    if revision not in history or history[revision][:3] != (*place, one.value):
        raise Broken("lost", f"answer {one} is in no history")
    line = list(_ancestry(current[place][0], seen)) if place in current else []
    values = {history[ancestor][2] for ancestor in line if ancestor in history}
    conflict = history[revision][3] or revision in decided
    if revision not in line and not conflict and one.value not in values:
        raise Broken("overwritten", f"{one} was replaced by somebody who had not seen it, and no conflict says so")
    if revision in line and history[revision][3]:
        raise Broken("overwritten", f"{one} is called a conflict and stands")


def _ancestry(revision: str | None, seen: dict[str, str | None]) -> Iterator[str]:
    while revision is not None:
        yield revision
        revision = seen.get(revision)
