"""Sealing and opening, and the keys it is done with."""

from base64 import b64encode
from io import BytesIO

import pytest
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from sync.errors import RescueKeyMissing, RescueRefused
from sync.protocol.rescue import rescue_key_text
from sync.sealing.keys import is_signed, pem_of, public_bytes, read_pem, rescue_key_of
from sync.sealing.stream import CHUNK, SealedReader, SealedWriter

KEY = PrivateKey.generate()


def sealed(content: bytes, step: int) -> bytes:
    target = BytesIO()
    writer = SealedWriter(target, bytes(KEY.public_key))
    for at in range(0, len(content), step):
        writer.write(content[at : at + step])
    writer.finish()
    return target.getvalue()


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5])
def test_what_was_sealed_comes_out_as_it_went_in(length):
    content = bytes(number * 7 % 251 for number in range(length))
    for step in (70_001, CHUNK, length + 1):
        file = sealed(content, step)
        reader = SealedReader(BytesIO(file), bytes(KEY))
        parts = []
        while part := reader.read(99_991):
            parts.append(part)
        assert b"".join(parts) == content


def test_two_files_of_the_same_content_have_nothing_in_common_behind_their_name():
    one, other = sealed(bytes(5000), 5000), sealed(bytes(5000), 5000)
    assert one[:24] == other[:24]
    assert one[24:104] != other[24:104]
    assert one[128:] != other[128:]


def test_what_follows_a_last_chunk_that_is_full_is_seen():
    reader = SealedReader(BytesIO(sealed(bytes(CHUNK), CHUNK) + b"x"), bytes(KEY))
    with pytest.raises(RescueRefused) as refused:
        reader.read(1)
    assert refused.value.fields["problem"] == "rescue.problem.trailing"


def test_a_key_survives_the_way_over_a_file():
    key = rescue_key_of(bytes(KEY.public_key), b"")
    assert read_pem(pem_of(key)) == key
    assert public_bytes(key) == bytes(KEY.public_key)


@pytest.mark.parametrize("text", ["", "no key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "é" * 60])
def test_what_is_no_key_is_said(text):
    with pytest.raises(RescueKeyMissing):
        read_pem(text)


def test_only_the_centres_own_signature_vouches_for_a_key():
    centre, stranger = SigningKey.generate(), SigningKey.generate()
    public = b64encode(bytes(KEY.public_key)).decode()
    signed = {
        who: rescue_key_of(bytes(KEY.public_key), who.sign(rescue_key_text(public)).signature) for who in (centre, stranger)
    }
    centre_key = b64encode(bytes(centre.verify_key)).decode()
    assert is_signed(signed[centre], centre_key)
    assert not is_signed(signed[stranger], centre_key)
    assert not is_signed(rescue_key_of(bytes(KEY.public_key), b""), centre_key)
    assert not is_signed(signed[centre], "no key")
