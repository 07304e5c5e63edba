"""The centre as a tablet calls it."""

from collections.abc import Callable

from inspector_app.services.enrolment import Device
from sync.protocol.calls import TabletCalls


class CentreLink:
    """Keeps its connections while the tablet is the same."""

    def __init__(self, connect: Callable[[str, str | None], TabletCalls]) -> None:
        self.connect = connect
        self._made: tuple[Device, TabletCalls] | None = None

    def of(self, device: Device) -> TabletCalls:
        """The calls of this tablet to its centre."""
        if self._made is None or self._made[0] != device:
            self._made = (device, self.connect(device.centre_url, device.token))
        return self._made[1]


def line_counts(centre: TabletCalls) -> tuple[int, int]:
    """Bytes sent and received so far; none where the line does not count."""
    return getattr(centre, "bytes_sent", 0), getattr(centre, "bytes_received", 0)
