"""The numbers of controls, which a page and its server call them by.

Flet counts them from 3 in every process. A page that outlives the process is given a new session by the next one, whose controls
bear the numbers of those that stand in the page; the client takes a service for one it has already, connects it to nothing, and
every call to it runs into a timeout (Flet 1.0.5: "Timeout waiting for invoke method listener").
"""

import secrets
from itertools import count

from flet.controls.id_counter import ControlId

_FIRST, _RANGE = 3, 1 << 31
"""Below 3 are Flet's own; the client reads 32 bits."""


def number_from_anywhere() -> None:
    """From now on controls bear numbers that no earlier process is likely to have given out."""
    ControlId._counter = count(_FIRST + secrets.randbelow(_RANGE))
