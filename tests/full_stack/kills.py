"""A process that kills itself at the n-th file it opens or renames: between two steps, where no clock could aim."""

import os
import signal
import sys
from collections.abc import Callable


def die_at(what: str, count: int) -> Callable[[], None]:
    """Prepares the kill and gives what arms it. ``what``: "open", "rename" (the moment before), or "after rename" (the next
    file after it)."""
    left, armed, renamed = count, False, False

    def watch(event: str, _arguments: tuple[object, ...]) -> None:
        nonlocal left, renamed
        if not armed or event not in ("open", "os.rename"):
            return
        if what == "after rename":
            due = renamed
            renamed = event == "os.rename"
        else:
            due = event == ("open" if what == "open" else "os.rename")
        if due:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def arm() -> None:
        nonlocal armed
        armed = True

    sys.addaudithook(watch)
    return arm
