"""What a program finds where it runs: keys, databases, folders, ports, other programs, other versions."""

from sync.errors.base import SuichaError


class ProtocolMismatch(SuichaError):
    """Fields: ``ours``, ``theirs``."""

    code = "protocol-mismatch"


class CentreKeyUnreadable(SuichaError):
    """The file that holds the centre's key holds none. Fields: ``file``."""

    code = "centre-key-unreadable"


class CentreKeyMissing(SuichaError):
    """A centre that tablets belong to lacks a key they hold the other half of. Fields: ``file`` where it should be, ``loss``
    (key ``centre-key.problem.*``)."""

    code = "centre-key-missing"


class EvidenceGone(SuichaError):
    """A file of evidence that the centre holds by its database cannot be read on its disk. Fields: ``file``."""

    code = "evidence-gone"


class CentreMissing(SuichaError):
    """There is no centre where a command was to do something with one. Fields: ``folder``, ``database``."""

    code = "centre-missing"


class DatabaseOther(SuichaError):
    """The folder of a centre belongs to another database than the one that was named. Fields: ``folder``, ``noted`` and
    ``named`` (without user and password), ``file`` that says which."""

    code = "database-other"


class DatabaseGone(SuichaError):
    """The folder has a centre's keys, and the database has no centre. Fields: ``folder``, ``database``."""

    code = "database-gone"


class DatabaseNewer(SuichaError):
    """A newer version of the program made the centre's database; nothing was changed. Fields: ``database``."""

    code = "database-newer"


class DatabaseOlder(SuichaError):
    """An older version of the program made the centre's database, and this command changes nothing. Fields: ``database``."""

    code = "database-older"


class TabletDamaged(SuichaError):
    """The file of a tablet's database is no database, or spoilt. Fields: ``file``, ``folder`` it lies in."""

    code = "tablet-damaged"


class DatabaseNotWritable(SuichaError):
    """The file of a centre's database cannot be opened where it lies, or not be written. Fields: ``file``, ``reason`` (SQLite's
    words)."""

    code = "database-not-writable"


class BackupOtherCentre(SuichaError):
    """A folder that a centre was to be backed up to holds another centre's keys; nothing in it was changed. Fields: ``folder``,
    ``file`` that tells so."""

    code = "backup-other-centre"


class RescueKeyMissing(SuichaError):
    """This tablet has no readable key of its centre to seal a rescue file with."""

    code = "rescue-key-missing"


class RescueKeyOutdated(SuichaError):
    """The centre opens rescue files with another key by now, and nothing that this tablet knows vouches for it."""

    code = "rescue-key-outdated"


class RescueNoRoom(SuichaError):
    """A rescue file would not fit. Fields: ``needed``, ``free`` (MB, as text), ``folder``."""

    code = "rescue-no-room"


class PortInUse(SuichaError):
    """Fields: ``port``."""

    code = "port-in-use"


class PortForbidden(SuichaError):
    """Whoever runs this may not listen on the port. Fields: ``port``."""

    code = "port-forbidden"


class HostUnusable(SuichaError):
    """No address of this machine to listen on. Fields: ``host``."""

    code = "host-unusable"


class FolderNotWritable(SuichaError):
    """Fields: ``folder``."""

    code = "folder-not-writable"


class FileNotWritable(SuichaError):
    """Fields: ``file``."""

    code = "file-not-writable"


class FolderInUse(SuichaError):
    """Fields: ``folder``."""

    code = "folder-in-use"


class DependencyMissing(SuichaError):
    """Fields: ``package``, ``extra``."""

    code = "dependency-missing"


class ProcessEnded(SuichaError):
    """A process that a command had started ended, or never answered. Fields: ``name``."""

    code = "process-ended"
