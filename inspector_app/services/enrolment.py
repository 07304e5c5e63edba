"""Bringing a tablet into service: a one-time code becomes a device token."""

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, urlsplit
from uuid import UUID

from inspector_app.services.records import Preferences
from sync.domain.ids import IdMaker
from sync.errors import CentreAddressInvalid, CentreFailed, CentreNotThere, CentreSilent, CentreUnreachable, EnrolmentCodeInvalid
from sync.protocol.calls import TabletCalls
from sync.protocol.messages import Enrolment, EnrolmentRequest
from sync.protocol.rescue import RescueKey

_PROPOSAL = "enrolment-proposal"
"""The preference that outlives a try whose answer got lost: code, device id and token, a line each."""
_LAST_CODE = "enrolment-code"
"""The preference for the code that was traded last: a start script may give it at every start."""
_PAGES = ("console", "docs", "enrol")
"""What stands behind a centre's address where somebody copied that of a page."""
_FAILED = 500


@dataclass(frozen=True, slots=True)
class Device:
    """This tablet as the centre knows it. ``centre_key`` is the centre's public key in base64; empty for a tablet that was
    enrolled before centres had one."""

    id: UUID
    name: str
    centre_url: str
    centre_name: str
    token: str
    centre_key: str = ""


class DeviceKeeper(Protocol):
    """Where the tablet's identity is kept."""

    def device(self) -> Device | None: ...

    def save_device(self, device: Device) -> None: ...

    def save_rescue_key(self, device: Device, key: RescueKey) -> None:
        """Durable on return, unless the centre does not vouch for it. Raises StorageFull."""
        ...


@dataclass(frozen=True, slots=True)
class EnrolmentTicket:
    """What an enrolment QR code holds."""

    centre_url: str
    code: str

    def as_text(self) -> str:
        """The text of the QR code: the centre's address with the code as query."""
        return f"{self.centre_url.rstrip('/')}/enrol?code={self.code}"


def read_ticket(text: str) -> EnrolmentTicket:
    """The ticket in a scanned or pasted text. Raises EnrolmentCodeInvalid."""
    parts = urlsplit(text.strip())
    code = parse_qs(parts.query).get("code", [""])[0]
    if parts.scheme not in ("http", "https") or not parts.netloc or not code:
        raise EnrolmentCodeInvalid()
    return EnrolmentTicket(f"{parts.scheme}://{parts.netloc}", code)


def centre_address(text: str) -> str:
    """The address of a centre as somebody wrote it: without a scheme it is one on the local network, and what names one of the
    centre's pages is left away. Raises CentreAddressInvalid."""
    text = text.strip()
    if not text:
        raise CentreAddressInvalid(problem="address.problem.missing", address=text)
    parts = _parts(text if "://" in text else f"http://{text}")
    if parts is None:
        raise CentreAddressInvalid(problem="address.problem.malformed", address=text)
    folders = [folder for folder in parts.path.split("/") if folder]
    kept = next((folders[:place] for place, folder in enumerate(folders) if folder in _PAGES), folders)
    return "/".join((f"{parts.scheme}://{parts.netloc}", *kept))


def _parts(address: str) -> SplitResult | None:
    """None for what no request could be sent to."""
    try:
        parts = urlsplit(address)
        named = parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if named and parts.scheme in ("http", "https") and not any(map(str.isspace, address)) else None


class EnrolmentService:
    """Enrols this tablet once.

    What it proposes to the centre is on disk before it asks: when the answer gets lost, the same is asked again, and the one-time
    code is not spent in vain. The identity changes ``at_rest``, while no sync runs: news that were asked for under the one before
    would count as heard.
    """

    def __init__(
        self,
        keeper: DeviceKeeper,
        connect: Callable[[str, str | None], TabletCalls],
        ids: IdMaker,
        preferences: Preferences,
        at_rest: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._preferences = preferences
        self._at_rest = at_rest
        self._keeper = keeper
        self._connect = connect
        self._ids = ids

    def device(self) -> Device | None:
        """This tablet's identity; None before enrolment."""
        return self._keeper.device()

    def enrol(self, centre_url: str, code: str, device_name: str) -> Device:
        """Trade the code for a token and keep it. Raises CentreAddressInvalid, EnrolmentCodeInvalid, CentreUnreachable and the
        like."""
        url = centre_address(centre_url)
        code = code.strip().upper()
        device_id, token = self._proposal(code)
        answer = self._ask(url, EnrolmentRequest(code, device_id, device_name, token))
        device = Device(device_id, device_name, url, answer.centre_name, answer.device_token, answer.centre_key)
        with self._at_rest():
            self._keeper.save_device(device)
        if answer.rescue_key is not None:
            self._keeper.save_rescue_key(device, answer.rescue_key)
        self._preferences.put(_PROPOSAL, None)
        self._preferences.put(_LAST_CODE, code)
        return device

    def was_enrolled_with(self, code: str) -> bool:
        """Whether this code, which is spent, is the one that brought this tablet its identity."""
        return self._preferences.get(_LAST_CODE) == code.strip().upper()

    def move(self, centre_url: str) -> None:
        """The centre answers at another address now; the token stays. Does nothing before enrolment. Raises
        CentreAddressInvalid."""
        device = self._keeper.device()
        if device is not None:
            self._keeper.save_device(replace(device, centre_url=centre_address(centre_url)))

    def _ask(self, url: str, request: EnrolmentRequest) -> Enrolment:
        """What is wrong with the line or the address, told to somebody who has only just entered it."""
        try:
            return self._connect(url, None).enrol(request)
        except CentreUnreachable as error:
            if self._keeper.device() is None:
                raise CentreSilent(centre=url) from error
            raise
        except CentreFailed as error:
            status = error.fields.get("status")
            if isinstance(status, int) and status < _FAILED:
                raise CentreNotThere(centre=url, status=status) from error
            raise

    def _proposal(self, code: str) -> tuple[UUID, str]:
        """Id and token for this code: those of the last try, or new ones."""
        known = (self._preferences.get(_PROPOSAL) or "").split("\n")
        if known[0] == code and len(known) == 3:
            return UUID(known[1]), known[2]
        device_id, token = self._ids.new(), secrets.token_urlsafe(32)
        self._preferences.put(_PROPOSAL, f"{code}\n{device_id}\n{token}")
        return device_id, token
