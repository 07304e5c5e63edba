"""A stream of bytes sealed for one key, in chunks, with nothing to be changed, cut off or added unseen.

::

    16 bytes   "suicha-rescue 1\\n": what it is, and its version
     8 bytes   the first half of the key's name (SHA-256 of the public key)
    80 bytes   a fresh stream key in a sealed box for the centre (libsodium crypto_box_seal: X25519, XSalsa20-Poly1305)
    24 bytes   header of the stream (libsodium crypto_secretstream_xchacha20poly1305)
    then chunks of 256 KiB, each with 17 bytes of tag; the last one may be shorter and bears the final tag

The first 128 bytes are authenticated with every chunk.
"""

from typing import BinaryIO

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from sync.domain.receipts import key_id_of
from sync.errors import RescueRefused
from sync.protocol.rescue import FORMAT

CHUNK = 256 * 1024
MAGIC = f"{FORMAT}\n".encode()
_FAMILY = MAGIC.partition(b" ")[0] + b" "
_KEY_NAME_BYTES = 8
_TAG_BYTES = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_STREAM_HEADER_BYTES = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_SEALED_KEY_BYTES = bindings.crypto_secretstream_xchacha20poly1305_KEYBYTES + 48
_FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_MESSAGE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
HEAD_BYTES = len(MAGIC) + _KEY_NAME_BYTES + _SEALED_KEY_BYTES + _STREAM_HEADER_BYTES


class SealedWriter:
    """Seals what is written; nothing can be read back from ``target`` before ``finish``."""

    def __init__(self, target: BinaryIO, public_key: bytes) -> None:
        self._target = target
        self._waiting = bytearray()
        key = bindings.crypto_secretstream_xchacha20poly1305_keygen()
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        stream_header = bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        sealed_key = SealedBox(PublicKey(public_key)).encrypt(key)
        self._head = MAGIC + _key_name(public_key) + sealed_key + stream_header
        target.write(self._head)

    def write(self, content: bytes) -> None:
        """Full chunks go out; the rest waits, since only ``finish`` knows which chunk is the last."""
        self._waiting += content
        while len(self._waiting) > CHUNK:
            self._push(bytes(self._waiting[:CHUNK]), _MESSAGE)
            del self._waiting[:CHUNK]

    def finish(self) -> None:
        """Write the last chunk; without it the stream counts as truncated."""
        self._push(bytes(self._waiting), _FINAL)
        self._waiting.clear()

    def _push(self, chunk: bytes, tag: int) -> None:
        self._target.write(bindings.crypto_secretstream_xchacha20poly1305_push(self._state, chunk, self._head, tag))


class SealedReader:
    """Opens a sealed stream. Everything raises RescueRefused with the problem that it is."""

    def __init__(self, source: BinaryIO, private_key: bytes) -> None:
        self._source = source
        key = PrivateKey(private_key)
        self._head = source.read(HEAD_BYTES)
        self._state = _opened(self._head, key)
        self._plain = memoryview(b"")
        self._ended = False
        self._block = source.read(CHUNK + _TAG_BYTES)

    def read(self, most: int) -> bytes:
        """Up to ``most`` bytes, fewer only at the end of the stream."""
        parts: list[memoryview] = []
        while most:
            if not self._plain and not self._open_next():
                break
            parts.append(self._plain[:most])
            self._plain = self._plain[len(parts[-1]) :]
            most -= len(parts[-1])
        return b"".join(parts)

    def _open_next(self) -> bool:
        """The next chunk; False once the final one is used up."""
        if self._ended:
            return False
        if not self._block:
            raise RescueRefused(problem="rescue.problem.truncated")
        try:
            plain, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(self._state, self._block, self._head)
        except (CryptoError, ValueError, TypeError) as error:
            raise RescueRefused(problem="rescue.problem.altered") from error
        following = self._source.read(CHUNK + _TAG_BYTES)
        if tag == _FINAL and following:
            raise RescueRefused(problem="rescue.problem.trailing")
        if tag not in (_FINAL, _MESSAGE) or (tag == _MESSAGE and len(plain) != CHUNK):
            raise RescueRefused(problem="rescue.problem.altered")
        self._ended, self._block, self._plain = tag == _FINAL, following, memoryview(plain)
        return bool(plain) or self._open_next()


def _opened(head: bytes, key: PrivateKey) -> bindings.crypto_secretstream_xchacha20poly1305_state:
    if not head.startswith(MAGIC):
        known = len(head) >= len(MAGIC) and head.startswith(_FAMILY)
        raise RescueRefused(problem="rescue.problem.version" if known else "rescue.problem.no-rescue-file")
    if len(head) < HEAD_BYTES:
        raise RescueRefused(problem="rescue.problem.truncated")
    name, rest = head[len(MAGIC) :][:_KEY_NAME_BYTES], head[len(MAGIC) + _KEY_NAME_BYTES :]
    if name != _key_name(bytes(key.public_key)):
        raise RescueRefused(problem="rescue.problem.other-centre")
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    try:
        stream_key = SealedBox(key).decrypt(rest[:_SEALED_KEY_BYTES])
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, rest[_SEALED_KEY_BYTES:], stream_key)
    except (CryptoError, ValueError, TypeError) as error:
        raise RescueRefused(problem="rescue.problem.altered") from error
    return state


def _key_name(public_key: bytes) -> bytes:
    return bytes.fromhex(key_id_of(public_key))[:_KEY_NAME_BYTES]
