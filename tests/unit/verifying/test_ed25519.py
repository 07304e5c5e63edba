"""Both ways of checking a signature agree, on RFC 8032's own examples and on spoilt ones."""

import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.verifying import ed25519

CHECKERS = [ed25519.fast_checker, ed25519.pure_checker]
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a"
        "100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb"
        "0c00",
    ),
]


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize(("key", "content", "signature"), RFC_8032)
def test_the_examples_of_the_standard_hold(checker, key, content, signature):
    assert checker()(bytes.fromhex(key), bytes.fromhex(content), bytes.fromhex(signature))


@settings(max_examples=25)
@given(content=st.binary(max_size=200), seed=st.binary(min_size=32, max_size=32), place=st.integers(0, 63), bit=st.integers(0, 7))
def test_both_say_the_same_of_whole_and_of_spoilt_signatures(content, seed, place, bit):
    private = Ed25519PrivateKey.from_private_bytes(seed)
    key, signature = private.public_key().public_bytes_raw(), private.sign(content)
    spoilt = bytearray(signature)
    spoilt[place] ^= 1 << bit
    for checker in CHECKERS:
        assert checker()(key, content, signature)
        assert not checker()(key, content, bytes(spoilt))
        assert not checker()(key, content + b"x", signature)


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize("signature", [b"", b"x" * 63, b"x" * 65, bytes(64), b"\xff" * 64])
def test_what_is_no_signature_does_not_hold(checker, signature):
    assert not checker()(bytes.fromhex(RFC_8032[0][0]), b"", signature)


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize("key", [b"", b"x" * 31, b"\xff" * 32])
def test_what_is_no_key_checks_nothing(checker, key):
    assert not checker()(key, b"", bytes.fromhex(RFC_8032[0][2]))


def test_without_the_fast_library_the_pure_one_is_used(monkeypatch):
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    ed25519.checker.cache_clear()
    try:
        assert "pure_checker" in ed25519.checker().__qualname__
    finally:
        ed25519.checker.cache_clear()
