"""The registry of coded errors.

An error carries a code and fields; its sentences stand in ``assets/i18n/*/errors.json`` under the code.
Retries and screens depend on the class or the code, never on text.

    SuichaError
    ├── Invalid                  the input is wrong; sending it again changes nothing
    │   └── ChecklistInvalid, OperationInvalid, PhotoUnreadable, SoundUnreadable, EvidenceMismatch, RegisterInvalid,
    │       UsageInvalid, RecordAltered, RescueRefused, DrawFileInvalid, SeedInvalid, DrawAltered, TableUnreadable,
    │       RegisterRowsWrong, DrawRowsIncomplete, CentreAddressInvalid, PersonAmbiguous, PasswordWeak
    ├── Refused                  the caller may not do this
    │   └── SignInFailed, PinWrong, SignInPaused, TokenInvalid, AccessDenied, DeviceRevoked, EnrolmentCodeInvalid
    ├── NotFound
    ├── Conflicting              the state has moved on
    │   └── InspectionFrozen, StateOutdated, DecisionStands, ConflictOpen, OperationReused, CentreSetBack, TabletSetBack,
    │       OffsetMismatch, AlreadyExists, InspectionIncomplete, QuarantineClosed, DrawImpossible, DrawOutOfTurn, RegisterMoved
    ├── Unavailable              worth another try later (``retryable``)
    │   └── CentreUnreachable, CentreSilent, CentreBusy, CentreFull, CentreFailed, CentreNotThere, DatabaseUnreachable,
    │       DatabaseDamaged, StorageFull, EvidenceNoRoom, StorageFailed, MemoryLow
    └── CentreKeyUnreadable, CentreKeyMissing, EvidenceGone, CentreMissing, DatabaseOther, DatabaseGone, DatabaseNewer,
        TabletDamaged, RescueKeyMissing, RescueNoRoom, ProtocolMismatch, PortInUse, PortForbidden, HostUnusable,
        FolderNotWritable, FileNotWritable, FolderInUse, DependencyMissing, ProcessEnded
"""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

FieldValue = str | int | float | None


class SuichaError(Exception):
    """Base of every error a person may meet. ``fields`` fill the placeholders of its sentence."""

    code: ClassVar[str] = "internal"
    retryable: ClassVar[bool] = False

    def __init__(self, **fields: FieldValue) -> None:
        self.fields = fields
        super().__init__(f"{self.code} {fields}" if fields else self.code)

    def __reduce__(self) -> tuple[Callable[[], "SuichaError"], tuple[()]]:
        """So that it survives the way between processes."""
        return partial(type(self), **self.fields), ()


class Invalid(SuichaError):
    code = "invalid"


class ChecklistInvalid(Invalid):
    """Fields: ``item`` (code or position, "-" for the head), ``field``, ``problem`` (key ``checklist.problem.*``)."""

    code = "checklist-invalid"


class OperationInvalid(Invalid):
    """Fields: ``problem`` (what the field or rule is)."""

    code = "operation-invalid"


class PhotoUnreadable(Invalid):
    """The file is no photo this device can use. Fields: ``problem`` (key ``photo.problem.*``), ``most`` where that is a limit."""

    code = "photo-unreadable"


class SoundUnreadable(Invalid):
    """The file is no sound that can be kept. Fields: ``problem`` (key ``sound.problem.*``), ``most`` or ``least`` where that is a
    limit."""

    code = "sound-unreadable"


class EvidenceMismatch(Invalid):
    """The bytes received do not have the announced SHA-256. Fields: ``sha256``."""

    code = "evidence-mismatch"


class RegisterInvalid(Invalid):
    """A person, district or compound named in a request does not exist or does not fit. Fields: ``problem`` (key
    ``entry.problem.*``), ``name`` where it is about one."""

    code = "register-invalid"


class PersonAmbiguous(Invalid):
    """Several people on the register are called so. Fields: ``name``, ``count``, ``people`` (each by what else is known)."""

    code = "person-ambiguous"


class PasswordWeak(Invalid):
    """Fields: ``problem`` (key ``password.problem.*``), ``least``."""

    code = "password-weak"


class UsageInvalid(Invalid):
    """A command line option does not fit. Fields: ``problem``."""

    code = "usage-invalid"


class RecordAltered(Invalid):
    """A record handed out by a centre is not as it was signed. Fields: ``problem`` (key ``record.problem.*``), and where it is:
    ``file``, ``device`` and ``seq``, ``item``, ``photo``, ``name``."""

    code = "record-altered"


class RescueRefused(Invalid):
    """A rescue file is refused as a whole. Fields: ``problem`` (key ``rescue.problem.*``), ``file`` where it is one in it."""

    code = "rescue-refused"


class DrawFileInvalid(Invalid):
    """A register, plan or pool of a draw is not as it has to be. Fields: ``file``, ``line``, ``field`` ("-": the whole line),
    ``problem`` (key ``draw.problem.*``)."""

    code = "draw-file-invalid"

    def __init__(self, **fields: FieldValue) -> None:
        super().__init__(**{"file": "-", "line": 1, "field": "-", **fields})


class SeedInvalid(Invalid):
    """A seed is not what the plan promised. Fields: ``problem`` (key ``draw.problem.seed-*``), ``party``, ``least``."""

    code = "seed-invalid"


class DrawAltered(Invalid):
    """A published draw is not what its own pools, plan and seed say. Fields: ``draw`` (its number), ``problem`` (key
    ``draw.problem.*``), and where it is: ``file``, ``line``, ``field``, each "-" where that is no part of it."""

    code = "draw-altered"

    def __init__(self, **fields: FieldValue) -> None:
        super().__init__(**{"file": "-", "line": "-", "field": "-", **fields})


class DrawRowsIncomplete(Invalid):
    """Rows of the registers lack something that the plan of a draw asks for, or a recusal its decision. Fields: ``count``,
    ``rows`` (the first of them, as text)."""

    code = "draw-rows-incomplete"


class TableUnreadable(Invalid):
    """A file is no table that can be read. Fields: ``problem`` (key ``table.problem.*``), ``most`` where that is a limit, ``row``
    or ``sheets`` where it is about one."""

    code = "table-unreadable"


class CentreAddressInvalid(Invalid):
    """What was given as the address of a centre is none. Fields: ``problem`` (key ``address.problem.*``), ``address``."""

    code = "centre-address-invalid"


class RegisterRowsWrong(Invalid):
    """A file of a register has rows that are not right, and nobody said that the others are to be imported. Fields: ``count``."""

    code = "register-rows-wrong"


class Refused(SuichaError):
    code = "refused"


class SignInFailed(Refused):
    code = "sign-in-failed"


class PinWrong(SignInFailed):
    """As above, where a person was chosen and a PIN is all there is to enter."""

    code = "pin-wrong"


class SignInPaused(Refused):
    """Too many wrong tries. Fields: ``seconds`` until the next try."""

    code = "sign-in-paused"


class TokenInvalid(Refused):
    code = "token-invalid"


class AccessDenied(Refused):
    code = "access-denied"


class DeviceRevoked(Refused):
    code = "device-revoked"


class EnrolmentCodeInvalid(Refused):
    code = "enrolment-code-invalid"


class NotFound(SuichaError):
    """Fields: ``what``, ``name``."""

    code = "not-found"


class Conflicting(SuichaError):
    code = "conflicting"


class InspectionFrozen(Conflicting):
    """The inspection was submitted or accepted; results and photos no longer change."""

    code = "inspection-frozen"


class StateOutdated(Conflicting):
    """Submitted or reviewed on a state that another act has replaced in the meantime."""

    code = "state-outdated"


class DecisionStands(Conflicting):
    """What is to be undone decided between values in conflict: they do not come back. Fields: ``item``."""

    code = "decision-stands"


class ConflictOpen(Conflicting):
    """What is to be undone stands against another's value, and nobody has decided between them. Fields: ``item``."""

    code = "conflict-open"


class OperationReused(Conflicting):
    """An operation id came back with other bytes. Fields: ``op_id``."""

    code = "operation-reused"


class CentreSetBack(Conflicting):
    """The centre does not hold what it gave a receipt for: it was restored from an older backup. Nothing was done."""

    code = "centre-set-back"


class TabletSetBack(Conflicting):
    """The centre holds operations under numbers that the tablet has not given yet, or gave to others: its data are an older copy
    of themselves, put back from a backup or taken over to a second tablet. Nothing was done."""

    code = "tablet-set-back"


class OffsetMismatch(Conflicting):
    """An evidence chunk does not start where the stored part ends. Fields: ``expected`` (bytes stored)."""

    code = "offset-mismatch"


class AlreadyExists(Conflicting):
    """Fields: ``what``, ``name``."""

    code = "already-exists"


class InspectionIncomplete(Conflicting):
    """Submission refused. Fields: ``count`` of items with something missing."""

    code = "inspection-incomplete"


class QuarantineClosed(Conflicting):
    """Somebody decided in the meantime about an operation that was set apart."""

    code = "quarantine-closed"


class PlanUnfit(Invalid):
    """A plan names what the registers do not have, so that it would be left out of its draw in silence. Fields: ``count``."""

    code = "plan-unfit"


class DrawImpossible(Conflicting):
    """No draw can keep to the plan's constraints. Fields: ``count`` of those that cannot be met."""

    code = "draw-impossible"


class DrawOutOfTurn(Conflicting):
    """A step of a draw before its turn, or a second time. Fields: ``draw`` (its number), ``problem`` (key ``draw.problem.*``)."""

    code = "draw-out-of-turn"


class RegisterMoved(Conflicting):
    """An import would not do any more what its preview said."""

    code = "register-moved"


class Unavailable(SuichaError):
    code = "unavailable"
    retryable = True


class CentreUnreachable(Unavailable):
    """Fields: ``centre`` (its address)."""

    code = "centre-unreachable"


class CentreSilent(CentreUnreachable):
    """As above, for a tablet that knows no centre yet. Fields: ``centre`` (the address that was given)."""

    code = "centre-silent"


class CentreBusy(Unavailable):
    """Fields: ``seconds`` the centre asked to wait."""

    code = "centre-busy"


class CentreFull(Unavailable):
    """The centre's StorageFull, as those hear it who asked: it is not their own storage."""

    code = "centre-full"


class TransferDamaged(Unavailable):
    """A request arrived otherwise than it was sent; nothing of it was taken."""

    code = "transfer-damaged"


class CentreFailed(Unavailable):
    """The centre answered with an error of its own. Fields: ``status``."""

    code = "centre-failed"


class CentreNotThere(CentreFailed):
    """Something answers at the address that was given, and not as a centre does. Fields: ``centre``, ``status``."""

    code = "centre-not-there"


class DatabaseUnreachable(Unavailable):
    """A centre's database lets nobody connect. Fields: ``database`` (its address without the password), ``reason`` (the
    driver's words)."""

    code = "database-unreachable"


class DatabaseDamaged(Unavailable):
    """The file of a centre's database is no database, or spoilt; another try helps once it was restored. Fields: ``file``."""

    code = "database-damaged"


class StorageFull(Unavailable):
    code = "storage-full"


class EvidenceNoRoom(Unavailable):
    """So little room is left that no photo is taken and nothing recorded. Fields: ``free`` (MB, as text)."""

    code = "evidence-no-room"


class StorageFailed(Unavailable):
    """The disk did not do what it was told; nothing of the step was kept."""

    code = "storage-failed"


class MemoryLow(Unavailable):
    """A picture is too large for the memory that is free just now."""

    code = "memory-low"


class ProtocolMismatch(SuichaError):
    """Fields: ``ours``, ``theirs``."""

    code = "protocol-mismatch"


class CentreKeyUnreadable(SuichaError):
    """The file that holds the centre's key holds none. Fields: ``file``."""

    code = "centre-key-unreadable"


class CentreKeyMissing(SuichaError):
    """A centre that tablets belong to lacks a key they hold the other half of. Fields: ``file`` where it should be, ``loss``
    (key ``centre-key.problem.*``)."""

    code = "centre-key-missing"


class EvidenceGone(SuichaError):
    """A file of evidence that the centre holds by its database cannot be read on its disk. Fields: ``file``."""

    code = "evidence-gone"


class CentreMissing(SuichaError):
    """There is no centre where a command was to do something with one. Fields: ``folder``, ``database``."""

    code = "centre-missing"


class DatabaseOther(SuichaError):
    """The folder of a centre belongs to another database than the one that was named. Fields: ``folder``, ``noted`` and
    ``named`` (without user and password), ``file`` that says which."""

    code = "database-other"


class DatabaseGone(SuichaError):
    """The folder has a centre's keys, and the database has no centre. Fields: ``folder``, ``database``."""

    code = "database-gone"


class DatabaseNewer(SuichaError):
    """A newer version of the program made the centre's database; nothing was changed. Fields: ``database``."""

    code = "database-newer"


class TabletDamaged(SuichaError):
    """The file of a tablet's database is no database, or spoilt. Fields: ``file``, ``folder`` it lies in."""

    code = "tablet-damaged"


class RescueKeyMissing(SuichaError):
    """This tablet has no readable key of its centre to seal a rescue file with."""

    code = "rescue-key-missing"


class RescueNoRoom(SuichaError):
    """A rescue file would not fit. Fields: ``needed``, ``free`` (MB, as text), ``folder``."""

    code = "rescue-no-room"


class PortInUse(SuichaError):
    """Fields: ``port``."""

    code = "port-in-use"


class PortForbidden(SuichaError):
    """Whoever runs this may not listen on the port. Fields: ``port``."""

    code = "port-forbidden"


class HostUnusable(SuichaError):
    """No address of this machine to listen on. Fields: ``host``."""

    code = "host-unusable"


class FolderNotWritable(SuichaError):
    """Fields: ``folder``."""

    code = "folder-not-writable"


class FileNotWritable(SuichaError):
    """Fields: ``file``."""

    code = "file-not-writable"


class FolderInUse(SuichaError):
    """Fields: ``folder``."""

    code = "folder-in-use"


class DependencyMissing(SuichaError):
    """Fields: ``package``, ``extra``."""

    code = "dependency-missing"


class ProcessEnded(SuichaError):
    """A process that a command had started ended, or never answered. Fields: ``name``."""

    code = "process-ended"


def _subclasses(base: type[SuichaError]) -> list[type[SuichaError]]:
    return [base, *(found for sub in base.__subclasses__() for found in _subclasses(sub))]


def registry() -> dict[str, type[SuichaError]]:
    """Every error class by its code."""
    return {found.code: found for found in _subclasses(SuichaError)}
