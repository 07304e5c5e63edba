"""The state has moved on."""

from sync.errors.base import SuichaError


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


class PlaceTaken(AlreadyExists):
    """As above, for a file, a folder or a centre that was to be made. Fields: ``name``."""

    code = "place-taken"


class InspectionIncomplete(Conflicting):
    """Submission refused. Fields: ``count`` of items with something missing."""

    code = "inspection-incomplete"


class QuarantineClosed(Conflicting):
    """Somebody decided in the meantime about an operation that was set apart."""

    code = "quarantine-closed"


class DrawImpossible(Conflicting):
    """No draw can keep to the plan's constraints. Fields: ``count`` of those that cannot be met."""

    code = "draw-impossible"


class DrawOutOfTurn(Conflicting):
    """A step of a draw before its turn, or a second time. Fields: ``draw`` (its number), ``problem`` (key ``draw.problem.*``)."""

    code = "draw-out-of-turn"


class RegisterMoved(Conflicting):
    """An import would not do any more what its preview said."""

    code = "register-moved"
