"""How large something is, in words that tablet, console and command line share, in either language."""

_UNITS = ((999_950_000, 1_000_000_000, "GB"), (999_500, 1_000_000, "MB"))
"""From how many bytes on: what rounds to a thousand of one unit is one of the next."""


def size(count: int, exact: bool = False) -> str:
    """Bytes as ``4.8 MB`` or ``295 kB``, a kB being 1000 of them; fewer than that as 1 kB, or by themselves where it is
    ``exact``."""
    if exact and count < 1000:
        return f"{count} B"
    for least, unit, name in _UNITS:
        if count >= least:
            return f"{count / unit:.1f} {name}"
    return f"{max(1, round(count / 1000)) if count else 0} kB"


def unbroken(words: str) -> str:
    """A size in the midst of a sentence on a screen: no line ends between the number and its unit."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")
