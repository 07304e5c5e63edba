"""Which program froze a draw: its version, and a digest of the source that draws."""

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files


def program() -> tuple[str, str]:
    """The version, and SHA-256 in hex over the names and bytes of the files in ``sync/domain/draw``, in the order of their
    names."""
    found = sha256()
    for file in sorted(files("sync.domain.draw").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".py"):
            content = file.read_bytes()
            found.update(f"{file.name} {len(content)}\n".encode() + content)
    return _version(), found.hexdigest()


def _version() -> str:
    try:
        return version("suicha")
    except PackageNotFoundError:
        return "unknown"
