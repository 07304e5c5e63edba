"""The input is wrong; sending it again changes nothing."""

from sync.errors.base import FieldValue, SuichaError


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


class PlanUnfit(Invalid):
    """A plan names what the registers do not have, so that it would be left out of its draw in silence. Fields: ``count``."""

    code = "plan-unfit"
