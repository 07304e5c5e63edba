"""Photos follow their records: small files together, the others alone, each with its receipt."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import file_digest
from time import monotonic

from sync.client.chunks import send_in_chunks
from sync.client.exchange import Exchange
from sync.client.loads import Loads, is_too_large
from sync.client.ports import TabletQueue, WaitingFile
from sync.client.progress import Progress, Step, Watch
from sync.errors import EvidenceMismatch, NotFound, OperationInvalid, SuichaError
from sync.protocol.calls import TabletCalls

_LISTED = 50
GATHER_SECONDS = 0.3
"""A kill costs at most the uploads of this time: the centre knows the files when they come again."""


class Receipts:
    """Receipts of quick uploads are kept together, those of slow ones one by one."""

    def __init__(self, queue: TabletQueue, gather_seconds: float) -> None:
        self._queue = queue
        self._gather_seconds = gather_seconds
        self._gathered: list[str] = []
        self._kept_at = monotonic()

    def add(self, sha256: str) -> None:
        """The centre has the whole file."""
        self._gathered.append(sha256)
        if monotonic() - self._kept_at >= self._gather_seconds:
            self.keep()

    def keep(self) -> None:
        """What was gathered is on disk on return."""
        if self._gathered:
            self._queue.receipts(self._gathered)
            self._gathered.clear()
        self._kept_at = monotonic()


def send_photos(
    centre: TabletCalls,
    queue: TabletQueue,
    unmetered: bool,
    progress: Progress,
    watch: Watch,
    loads: Loads,
    gather_seconds: float = GATHER_SECONDS,
    exchange: Exchange | None = None,
    may_go: Callable[[], bool] = lambda: True,
) -> None:
    """Send every waiting file once. A file that cannot be sent is noted and does not hold up the others. ``loads`` knows the line
    from earlier syncs; ``exchange`` goes in between when it is due; once they ``may_go`` no longer, the rest waits."""
    progress.step = Step.PHOTOS
    receipts = Receipts(queue, gather_seconds)
    sending = _Sending(centre, queue, receipts, progress, watch, loads, exchange, may_go)
    try:
        for files in _waiting(queue, unmetered, receipts):
            for load in loads.of(files):
                sending.send(load)
    finally:
        receipts.keep()


@dataclass(frozen=True, slots=True)
class _Sending:
    """The files of one sync on their way."""

    centre: TabletCalls
    queue: TabletQueue
    receipts: Receipts
    progress: Progress
    watch: Watch
    loads: Loads
    exchange: Exchange | None
    may_go: Callable[[], bool]

    def send(self, load: Sequence[WaitingFile]) -> None:
        """Together what can go together; what that leaves goes alone. What is more urgent goes before and in between."""
        self._give_way()
        if not self.may_go():
            return
        stored = self._together(load) if len(load) > 1 else frozenset()
        for file in load:
            if file.sha256 not in stored:
                self._to_its_end(file)

    def _to_its_end(self, file: WaitingFile) -> None:
        """A file that made way is asked about before it goes on."""
        while self.may_go() and not self._alone(file):
            self._give_way()
            file = replace(file, failed=True)

    def _is_in_the_way(self) -> bool:
        return not self.may_go() or (self.exchange is not None and self.exchange.is_due)

    def _give_way(self) -> None:
        """Receipts first: a centre that turns out to be set back has everything forgotten that came before."""
        if self.exchange is not None and self.exchange.is_due:
            self.receipts.keep()
            self.exchange.run()

    def _together(self, load: Sequence[WaitingFile]) -> frozenset[str]:
        """Hashes of the files that the centre has now."""
        contents = {file.sha256: content for file in load if (content := _content(file))}
        if len(contents) < 2:
            return frozenset()
        try:
            with self.loads.carrying(sum(map(len, contents.values()))):
                told = self.centre.send_small_evidence(contents)
        except (NotFound, OperationInvalid):
            return frozenset()
        except SuichaError as error:
            if is_too_large(error):
                return frozenset()
            for sha256 in contents:
                self.queue.file_failed(sha256, error.code)
            raise
        self.loads.taken(told.most)
        stored = {state.sha256: state.offset for state in told.files if state.complete}
        for sha256 in stored:
            self.receipts.add(sha256)
        self.progress.files += len(stored)
        self.progress.file_bytes += sum(stored.values())
        self.watch(self.progress)
        return frozenset(stored)

    def _alone(self, file: WaitingFile) -> bool:
        """False where something more urgent came up and the rest of the file is left for after that."""
        try:
            if not send_in_chunks(self.centre, file, self.loads, self.progress, self.watch, self._is_in_the_way):
                return False
        except EvidenceMismatch as error:
            # spoilt on the way, or by a power cut at the centre, which has dropped it: the next sync starts anew
            if _is_whole(file):
                self.queue.file_failed(file.sha256, error.code)
            else:
                self._give_up(file, error.code)
        except (OSError, NotFound, OperationInvalid) as error:
            self._give_up(file, "file-unreadable" if isinstance(error, OSError) else error.code)
        except SuichaError as error:
            self.queue.file_failed(file.sha256, error.code)
            raise
        else:
            self.receipts.add(file.sha256)
            self.progress.files += 1
            self.watch(self.progress)
        return True

    def _give_up(self, file: WaitingFile, code: str) -> None:
        self.progress.troubled_files[file.sha256] = code
        self.queue.unreadable_file(file.sha256, code)


def _content(file: WaitingFile) -> bytes | None:
    """None for a file that has to be looked at alone."""
    try:
        content = file.path.read_bytes()
    except OSError:
        return None
    return content if len(content) == file.size else None


def _is_whole(file: WaitingFile) -> bool:
    try:
        with file.path.open("rb") as source:
            return file_digest(source, "sha256").hexdigest() == file.sha256
    except OSError:
        return False


def _waiting(queue: TabletQueue, unmetered: bool, receipts: Receipts) -> Iterator[list[WaitingFile]]:
    """Files in turn; the list is asked again only when it knows of every receipt."""
    seen: set[str] = set()
    while fresh := [file for file in queue.waiting_files(unmetered, _LISTED) if file.sha256 not in seen]:
        seen.update(file.sha256 for file in fresh)
        yield fresh
        receipts.keep()
