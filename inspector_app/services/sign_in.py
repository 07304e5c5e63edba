"""Who holds the tablet: several officers share one, each act bears its author."""

from datetime import datetime, timedelta
from uuid import UUID

from inspector_app.services.records import Preferences, Records
from sync.domain.clock import Clock
from sync.domain.people import TabletPerson, pause_after, pin_matches
from sync.errors import PinWrong, SignInPaused

STAYS_SIGNED_IN = timedelta(minutes=30)
"""A restart within this time of the last act goes on without asking for the PIN again."""

_SESSION = "session"
_WRONG = "wrong-pins"


class SignInService:
    """PIN sign-in that needs no network."""

    def __init__(self, records: Records, preferences: Preferences, clock: Clock) -> None:
        self._records = records
        self._preferences = preferences
        self._clock = clock
        self._touched: datetime | None = None

    def people(self) -> list[TabletPerson]:
        """Who may sign in on this tablet."""
        return [person for person in self._records.people() if person.active]

    def sign_in(self, person_id: UUID, pin: str) -> TabletPerson:
        """Raises PinWrong, SignInPaused (``seconds``) after several wrong ones. Takes a moment: call it
        off the screen's thread."""
        person = next((person for person in self.people() if person.person_id == person_id), None)
        self._refuse_while_paused(person_id)
        if person is None or not pin_matches(pin, person.pin_verifier):
            self._count_wrong(person_id)
            raise PinWrong()
        self._preferences.put(f"{_WRONG}:{person_id}", None)
        self._remember(person_id)
        return person

    def current(self) -> TabletPerson | None:
        """Who is signed in, also after a restart; None after signing out or a long rest."""
        stored = self._preferences.get(_SESSION)
        if stored is None:
            return None
        person_id, _, touched = stored.partition(" ")
        if self._away_from(datetime.fromisoformat(touched)) > STAYS_SIGNED_IN:
            return None
        return next((person for person in self.people() if str(person.person_id) == person_id), None)

    def touch(self, person_id: UUID) -> None:
        """The person just did something. Written at most once a minute."""
        if self._touched is None or self._away_from(self._touched) > timedelta(minutes=1):
            self._remember(person_id)

    def sign_out(self) -> None:
        """Hand the tablet to the next officer."""
        self._preferences.put(_SESSION, None)
        self._touched = None

    def _remember(self, person_id: UUID) -> None:
        self._touched = self._clock.now()
        self._preferences.put(_SESSION, f"{person_id} {self._touched.isoformat()}")

    def _away_from(self, moment: datetime) -> timedelta:
        """How far the clock is from a moment in either direction: one ahead of it is from before the clock was set back."""
        return abs(self._clock.now() - moment)

    def _wrong_tries(self, person_id: UUID) -> tuple[int, datetime | None]:
        stored = self._preferences.get(f"{_WRONG}:{person_id}")
        if stored is None:
            return 0, None
        count, _, at = stored.partition(" ")
        return int(count), datetime.fromisoformat(at)

    def _refuse_while_paused(self, person_id: UUID) -> None:
        """Where the clock was set back since, the pause begins anew: it would last until the clock shows that time again."""
        count, at = self._wrong_tries(person_id)
        if at is None:
            return
        if self._clock.now() < at:
            self._note_wrong(person_id, count)
            at = self._clock.now()
        left = pause_after(count) - (self._clock.now() - at).total_seconds()
        if left > 0:
            raise SignInPaused(seconds=int(left) + 1)

    def _count_wrong(self, person_id: UUID) -> None:
        count, _ = self._wrong_tries(person_id)
        self._note_wrong(person_id, count + 1)

    def _note_wrong(self, person_id: UUID, count: int) -> None:
        self._preferences.put(f"{_WRONG}:{person_id}", f"{count} {self._clock.now().isoformat()}")
