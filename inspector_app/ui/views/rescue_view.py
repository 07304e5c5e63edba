"""What the rescue screen says."""

from dataclasses import dataclass

from inspector_app.services.rescue import Packed, Unsent
from inspector_app.ui.views.handing import Outcome
from sync.i18n import say
from sync.sizes import size, unbroken

_NAMED = 3


@dataclass(frozen=True, slots=True)
class RescueView:
    """``holds``, under ``label``: what a file would hold, or holds; without a label: that nothing waits to be sent. ``along``:
    what goes into it beside that, where something was not accepted. ``warning``: what speaks against a file, or what it would
    lack; ``possible``: there is a key to seal with that the centre opens."""

    label: str
    holds: str
    along: str
    warning: str
    possible: bool


def rescue_view(language: str, unsent: Unsent, amiss: bool = False, packed: bool = False) -> RescueView:
    """Before packing, or with a file that was ``packed``. ``amiss``: something on the tablet needs attention."""
    along = say(language, "tablet.rescue.along") if amiss else ""
    possible = unsent.has_key and not unsent.key_outdated
    warning = _warning(language, unsent)
    if not unsent.operations and not unsent.files and unsent.readable:
        nothing = "tablet.queue.empty" if amiss else "tablet.rescue.nothing"
        return RescueView("", say(language, nothing), along, warning, possible)
    weight = unbroken(size(unsent.file_bytes))
    holds = say(language, "tablet.rescue.holds", operations=unsent.operations, files=unsent.files, size=weight)
    label = say(language, "tablet.rescue.held" if packed else "tablet.rescue.here")
    return RescueView(label, holds, along, warning, possible)


def _warning(language: str, unsent: Unsent) -> str:
    """That there is no key to seal with comes before what the file would lack."""
    if not unsent.has_key:
        return say(language, "tablet.rescue.no_key")
    if unsent.key_outdated:
        return say(language, "tablet.rescue.key_outdated")
    return "" if unsent.readable else say(language, "tablet.rescue.unreadable")


def handed_line(language: str, outcome: Outcome, name: str, where: str) -> str:
    """Where the file went; a browser is still fetching it."""
    key = "rescue.downloading" if outcome is Outcome.DOWNLOADED else f"documents.{outcome}"
    return say(language, f"tablet.{key}", name=name, where=where)


def packed_line(language: str, packed: Packed) -> str:
    """The finished file."""
    return say(language, "tablet.rescue.packed", name=packed.path.name, size=unbroken(size(packed.size)))


def lost_line(language: str, packed: Packed) -> str:
    """What could not be read, the first few by name; empty when everything could."""
    lost = packed.manifest.lost
    if not lost:
        return ""
    names = [say(language, f"tablet.rescue.lost.{one.what.value}", name=one.name[:12]) for one in lost[:_NAMED]]
    joined = say(language, "tablet.rescue.between").join(names)
    return say(language, "tablet.rescue.lost", count=len(lost), names=joined)
