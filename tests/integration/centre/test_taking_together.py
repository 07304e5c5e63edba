"""Batches of several tablets share a transaction; what happens to one of them is that one's alone."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select

from sync.errors import CentreBusy
from sync.protocol.messages import OperationStatus
from sync.server.repositories import schema
from sync.server.repositories.intake_storing import EffectsStoring

APPLIED, REJECTED = OperationStatus.APPLIED, OperationStatus.REJECTED


def stored(office):
    with office.centre.database.reading() as connection:
        return set(connection.scalars(select(schema.operations.c.line)))


def quarantined(office):
    with office.centre.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(schema.quarantine)).scalar_one()


@contextmanager
def held_up(office):
    """While this is open, nobody can write: what comes in waits, and is then taken together. Yields the numbers of
    batches that were stored at once."""
    sizes = []
    real = EffectsStoring.store

    def counting(self, taken):
        sizes.append(len(taken))
        return real(self, taken)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(EffectsStoring, "store", counting)
        yield sizes


def sent_at_once(office, batches):
    """Answers or errors of batches that all arrive while the centre is busy with the first."""
    taking = office.centre.intake._taking
    with ThreadPoolExecutor(len(batches)) as pool:
        with office.centre.database._one_writer:
            futures = [pool.submit(office.centre.intake.take, sender, lines) for sender, lines in batches[:1]]
            wait_until(lambda: not taking._waiting and taking._turn.locked())
            for number, (sender, lines) in enumerate(batches[1:], 1):
                futures.append(pool.submit(office.centre.intake.take, sender, lines))
                wait_until(lambda number=number: len(taking._waiting) == number)
        return [future.exception(20) or future.result() for future in futures]


def wait_until(condition):
    for _ in range(2000):
        if condition():
            return
        threading.Event().wait(0.005)
    raise AssertionError("never came true")


def visit(office):
    """A batch of a new tablet on a new assignment."""
    office.assign()
    return office.sender(), [office.line(office.start()), office.line(office.answer())]


def statuses(answer):
    return [outcome.status for outcome in answer.outcomes]


def test_batches_that_wait_are_applied_in_one_transaction_each_with_its_own_answer(office):
    batches = [visit(office) for _ in range(4)]
    with held_up(office) as sizes:
        answers = sent_at_once(office, batches)
    assert sizes == [1, 3]
    assert [statuses(answer) for answer in answers] == [[APPLIED, APPLIED]] * 4
    assert [len({outcome.id for outcome in answer.outcomes}) for answer in answers] == [2] * 4
    assert stored(office) == {line for _, lines in batches for line in lines}


def test_a_batch_with_a_breaking_operation_costs_the_others_nothing(office):
    photo_id = office.ids.new()
    first = visit(office)
    office.centre.intake.take(first[0], [*first[1], office.line(office.photo(b"a", photo_id))])
    other = visit(office)
    breaking = visit(office)
    breaking[1].append(office.line(office.photo(b"b", photo_id)))
    third = visit(office)
    answers = sent_at_once(office, [other, breaking, third])
    assert [statuses(answer) for answer in answers] == [[APPLIED, APPLIED], [APPLIED, APPLIED, REJECTED], [APPLIED, APPLIED]]
    assert quarantined(office) == 1


def test_colleagues_on_one_inspection_follow_each_other(office):
    """Each builds on what the one before left; the same value from another tablet counts as the same."""
    office.assign()
    office.centre.intake.take(office.sender(), [office.line(office.start())])
    batches = [(office.sender(), [office.line(office.answer(position))]) for position in (0, 0, 1)]
    with held_up(office) as sizes:
        answers = sent_at_once(office, [visit(office), *batches])
    assert sizes == [1, 1, 1, 1]
    assert [statuses(answer) for answer in answers[1:]] == [[APPLIED]] * 3


def test_the_same_batch_sent_twice_at_once_is_applied_once(office):
    batch = visit(office)
    answers = sent_at_once(office, [visit(office), batch, batch])
    assert statuses(answers[1]) == [APPLIED, APPLIED]
    assert statuses(answers[2]) == [OperationStatus.DUPLICATE] * 2
    assert stored(office) >= set(batch[1])


@contextmanager
def broken_centre():
    """Nothing can be stored, for a reason nobody thought of."""

    def broken(_, taken):
        if any(effects.answered for _, effects in taken):
            raise KeyError("a fault of the centre")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(EffectsStoring, "_store_answers", broken)
        yield


def test_a_fault_that_hits_every_operation_is_the_centres_and_nothing_is_rejected(office):
    """Also when others only wait for those it hits."""
    sender, lines = visit(office)
    lines += visit(office)[1]
    with broken_centre(), pytest.raises(CentreBusy) as raised:
        office.centre.intake.take(sender, lines)
    assert raised.value.fields["seconds"] > 0
    assert (quarantined(office), stored(office)) == (0, set())
    assert statuses(office.centre.intake.take(sender, lines)) == [APPLIED] * 4


def test_a_single_operation_that_breaks_is_set_apart(office):
    """Nobody can tell a broken centre from a broken operation then, and a tablet must get further."""
    sender, lines = visit(office)
    with broken_centre():
        answer = office.centre.intake.take(sender, lines[:1])
    assert (statuses(answer), quarantined(office)) == ([REJECTED], 1)
