"""Disks that are lost in a run, and what people do about it afterwards."""

from hashlib import sha256
from typing import TYPE_CHECKING

from sync.errors import Unavailable
from tests.simulation.kills import STEPS
from tests.simulation.officers import Officer
from tests.simulation.older_copies import OlderCopy, lose
from tests.simulation.restoring import Restoring
from tests.simulation.stage import URL, evidence_of

if TYPE_CHECKING:
    from tests.simulation.world import World


class Disasters:
    """Those of one world."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._restoring = Restoring(world.seed, world.happenings, world.number_of_tablets)
        self._older_copy = OlderCopy(world.seed, world.happenings, world.number_of_tablets)
        self._codes: dict[int, str] = {}

    def before(self, happening: int) -> None:
        """Copy a disk, or lose everything since, before the happening of this number."""
        world = self._world
        if happening == self._older_copy.copied_before:
            self._older_copy.copy(world.stage.tablet_actors[self._older_copy.number], world.journal)
            world.log(f"tablet {self._older_copy.number}: copied")
        if happening == self._older_copy.put_back_before:
            self._put_back()
        if happening == self._restoring.backup_before:
            self._restoring.back_up(world.stage.centre_actor, world.journal)
            world.log("centre: backed up")
        if happening == self._restoring.restored_before:
            self._restore()

    def records_nothing(self, number: int) -> bool:
        """Whether the officer on this tablet only looks on."""
        return self._restoring.records_nothing(number) or self.is_gone(number)

    def stays_away(self, number: int) -> bool:
        """Whether this tablet is off the line."""
        return self._restoring.stays_away(number) or self.is_gone(number)

    def is_gone(self, number: int) -> bool:
        """Whether this tablet was lost for good."""
        return self._restoring.is_gone(number)

    def _restore(self) -> None:
        world = self._world
        self._restoring.restore(world.stage.centre_actor, world.journal)
        world.witness.set_back()
        world.restart_centre("restored from the backup")
        world.done["centres restored from an older backup"] += 1
        last = world.officers[-1].number
        if self._restoring.is_gone(last):
            self._lose_for_good(last)

    def _lose_for_good(self, number: int) -> None:
        """What nobody but this tablet had is lost with it, evidence that the centre had told it of too."""
        world, journal = self._world, self._world.journal
        pictures = {photo: content for photo, content in journal.pictures.items() if journal.pictures_of[photo][0] == number}
        for photo in lose(journal, number, world.witness.acts_at_centre(), world.witness.whole_photos()):
            journal.stored -= {evidence_of(pictures[photo]).copy_sha256, sha256(pictures[photo]).hexdigest()}
        journal.gone.add(number)
        world.log(f"tablet {number}: never seen again")
        world.done["tablets lost for good"] += 1

    def _put_back(self) -> None:
        """A tablet's disk is lost, and its data are an older copy from now on."""
        world = self._world
        if world.stage.centre_actor.frozen is not None:
            world.restart_centre("killed")
        number = self._older_copy.number
        at_centre, whole = world.witness.acts_at_centre(), world.witness.whole_photos()
        self._older_copy.put_back(world.stage.tablet_actors[number], world.journal, at_centre, whole)
        world.restart(number, "on an older copy of its data")
        world.done["tablets put back to an older copy"] += 1

    def enrol_again(self, officer: Officer) -> bool:
        """An administrator gives the tablet a new code, and the officer enters it until it works."""
        world, number = self._world, officer.number
        if world.stage.centre_actor.frozen is not None:
            return False
        with STEPS.acting(None):
            code = self._codes.get(number) or world.stage.standing.now.registers.create_enrolment_code(world.stage.team)
        self._codes[number] = code
        try:
            device = officer.tablet.enrolment.enrol(URL, code, f"平板{number}")
        except Unavailable as error:
            world.log(f"tablet {number}: enrolling again: {error.code}")
            return False
        del self._codes[number]
        world.journal.devices[device.id] = number
        world.log(f"tablet {number}: enrolled again")
        world.done["tablets enrolled again"] += 1
        return True
