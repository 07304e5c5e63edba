"""What a key that was lost had signed stays the centre's word: the key made in its place vouches for it."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from sync.domain.receipts import FormerKey, former_key_text, public_key_of
from sync.server.services.countersigning import CentreKey
from sync.verifying.keys import GivenKey, key_of


@dataclass(frozen=True, slots=True)
class KeptKey:
    """A public key as the centre's database keeps it, in base64. One that was lost has ``until``, and the ``signature`` of the
    key that the centre got then, over ``former_key_text``: the database alone is no proof of anything."""

    public_key: str
    since: datetime
    until: datetime | None = None
    signature: str = ""


class KeyRepository(Protocol):
    def kept(self) -> list[KeptKey]:
        """In the order in which they were made."""
        ...

    def keep(self, keys: Sequence[KeptKey]) -> None:
        """These are as given from now on; the others stay as they are."""
        ...


def note_key(repository: KeyRepository, key: CentreKey, may_be_new: bool, now: datetime) -> None:
    """Put the centre's key on record, once. Where it was made anew on purpose (``may_be_new``), it vouches for the one before,
    and for all that that one had vouched for; a key that was exchanged in any other way vouches for nothing."""
    kept = repository.kept()
    if not kept:
        repository.keep([KeptKey(key.public.public_key, now)])
        return
    before = next((one for one in kept if one.until is None), None)
    if before is None or before.public_key == key.public.public_key or not may_be_new:
        return
    vouched = _given(before).with_former(_formers(kept)).former
    ended = {one.public_key: one.until for one in vouched} | {before.public_key: now}
    former = [_ended(one, ended[one.public_key], key) for one in kept if one.public_key in ended]
    repository.keep([*former, KeptKey(key.public.public_key, now)])


def former_keys(repository: KeyRepository, key: CentreKey) -> tuple[FormerKey, ...]:
    """Those that this key vouches for, as they followed one another."""
    return key_of(key.public).with_former(_formers(repository.kept())).former


def _formers(kept: Iterable[KeptKey]) -> list[FormerKey]:
    return [FormerKey(one.public_key, one.until, one.signature) for one in kept if one.until is not None]


def _given(kept: KeptKey) -> GivenKey:
    return key_of(public_key_of(b64decode(kept.public_key)))


def _ended(kept: KeptKey, until: datetime, key: CentreKey) -> KeptKey:
    """With the word of the key that follows."""
    word = key.sign(former_key_text(kept.public_key, until))
    return replace(kept, until=until, signature=b64encode(word).decode())
