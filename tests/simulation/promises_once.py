"""Promises about what was acknowledged: each act is at the centre, once, as it was answered."""

from collections import Counter
from uuid import UUID

from tests.simulation.found import Found, Kept, act_of
from tests.simulation.journal import Act
from tests.simulation.officers import ANY
from tests.simulation.witness import Broken


def nothing_is_lost(found: Found) -> None:
    """Every acknowledged act is one operation at the centre; what was under way at a kill is there at most once."""
    there = Counter(act_of(kept) for kept in found.operations)
    acknowledged = Counter(act for act in found.journal.acts if act.kind != "photo.add")
    if lost := sorted(act for act in acknowledged - there if not _waits_for_what_is_gone(found, act)):
        raise Broken("lost", f"{lost}")
    _check_extra(found, there - acknowledged)


def _waits_for_what_is_gone(found: Found, act: Act) -> bool:
    """Taking out a photo that only a lost tablet had: it waits on its tablet."""
    return act.kind == "photo.remove" and found.is_gone(act.detail)


def _check_extra(found: Found, extra: Counter[Act]) -> None:
    """A centre that was set back may be told once more that an inspection was begun, by whoever waits for that."""
    unsure = Counter(found.journal.unsure)
    for act, count in extra.items():
        if act.kind == "photo.add" or (act.kind == "inspection.start" and found.journal.set_back):
            continue
        likely = act if unsure[act] else act._replace(detail=ANY)
        if unsure[likely] < count:
            raise Broken("doubled", f"{act} {count} times more than acknowledged")
        unsure[likely] -= count


def nothing_is_doubled(found: Found) -> None:
    """One row for each operation, in every table that operations fill."""
    for device, seq, count in found.rows(
        "SELECT hex(device_id), seq, count(*) FROM operations GROUP BY 1, 2 HAVING count(*) > 1"
    ):
        raise Broken("doubled", f"operation {seq} of {device} is there {count} times")
    for kind, table, statuses in (
        ("result.set", "result_revisions", ("applied", "conflict")),
        ("photo.add", "photos", ("applied", "conflict")),
        ("inspection.sign", "signatures", ("applied", "conflict")),
    ):
        made = len({_what(kept) for kept in found.of_kind(kind) if kept.status in statuses})
        (there,) = found.rows(f"SELECT count(*) FROM {table}")[0]
        if there != made:
            raise Broken("doubled" if there > made else "lost", f"{there} rows in {table} for {made} operations")
    submitted = Counter(
        kept.line["body"]["inspection_id"] for kept in found.of_kind("inspection.submit") if kept.status == "applied"
    )
    reviewed = Counter(str(UUID(bytes=row[0])) for row in found.rows("SELECT inspection_id FROM reviews WHERE act = 'submitted'"))
    if submitted != reviewed:
        raise Broken("doubled", f"submissions {submitted} and their entries {reviewed}")


def _what(kept: Kept) -> str:
    """What an operation makes: as a rule its own; a photo may be made once more by a tablet that forgot that it had made it."""
    return kept.line["body"]["photo"]["photo_id"] if kept.line["kind"] == "photo.add" else kept.id


def nothing_is_set_apart(found: Found) -> None:
    """Honest tablets have nothing rejected."""
    for code, reason in found.rows("SELECT code, reason FROM quarantine"):
        raise Broken("rejected", f"{code}: {reason}")
    rejected = [kept for kept in found.operations if kept.status not in ("applied", "conflict")]
    if rejected:
        raise Broken("rejected", f"{rejected[0]}")


def promises_to_supervisors_stand(found: Found) -> None:
    """What a supervisor was told is there once; what stayed without an answer, at most once."""
    there = Counter(
        (str(UUID(bytes=inspection)), rev, act)
        for inspection, rev, act in found.rows("SELECT inspection_id, state_rev, act FROM reviews WHERE act != 'submitted'")
    )
    if lost := found.journal.reviews - there:
        raise Broken("lost", f"reviews {lost}")
    if extra := there - found.journal.unsure_reviews:
        raise Broken("doubled", f"reviews {extra}")


def answers_told_to_tablets_stand(found: Found) -> None:
    """An operation that a tablet heard of is at the centre, with that outcome."""
    statuses = {kept.id: kept.status for kept in found.operations}
    for operation, told in found.journal.settled.items():
        held = statuses.get(operation)
        if held is None or (told != "duplicate" and told != held):
            raise Broken("lost", f"operation {operation} was answered {told} and is {held}")
