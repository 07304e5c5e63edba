"""The caller may not do this."""

from sync.errors.base import SuichaError


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


class NotInTeam(Refused):
    """Somebody else's inspection is begun; ``team`` is whose it is."""

    code = "not-in-team"


class DeviceRevoked(Refused):
    code = "device-revoked"


class EnrolmentCodeInvalid(Refused):
    code = "enrolment-code-invalid"
