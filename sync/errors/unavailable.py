"""Worth another try later."""

from sync.errors.base import SuichaError


class Unavailable(SuichaError):
    code = "unavailable"
    retryable = True


class CentreUnreachable(Unavailable):
    """Fields: ``centre`` (its address)."""

    code = "centre-unreachable"


class CentreSilent(CentreUnreachable):
    """As above, for a tablet that knows no centre yet. Fields: ``centre`` (the address that was given)."""

    code = "centre-silent"


class CentreOutOfReach(CentreUnreachable):
    """As above, for a command of somebody who has no tablet. Fields: ``centre`` (its address)."""

    code = "centre-out-of-reach"


class CentreBusy(Unavailable):
    """Fields: ``seconds`` the centre asked to wait."""

    code = "centre-busy"


class CentreFull(Unavailable):
    """The centre's StorageFull, as those hear it who asked: it is not their own storage."""

    code = "centre-full"


class TransferDamaged(Unavailable):
    """A request arrived otherwise than it was sent; nothing of it was taken."""

    code = "transfer-damaged"


class BodySilent(Unavailable):
    """Of a request nothing more came for so long that its end is not waited for. Fields: ``seconds``."""

    code = "body-silent"


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
