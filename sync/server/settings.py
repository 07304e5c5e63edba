"""What a centre is told when it starts."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """``data`` holds evidence and, without ``database_url``, the SQLite database. ``centre_name`` is shown on tablets."""

    data: Path
    database_url: str | None = None
    centre_name: str = "Suicha"

    @property
    def url(self) -> str:
        """The SQLAlchemy address of the database."""
        return self.database_url or f"sqlite:///{self.data / 'centre.db'}"

    @property
    def evidence(self) -> Path:
        """The folder of evidence files."""
        return self.data / "evidence"

    @property
    def draws(self) -> Path:
        """The folder of published draws, one folder for each campaign."""
        return self.data / "draws"
