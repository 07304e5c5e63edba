import pytest

from sync.domain.receipts import key_id_of, public_key_of
from sync.errors import UsageInvalid
from sync.verifying.keys import read_key

RAW = bytes(range(32))


def test_a_key_is_read_from_the_file_the_centre_wrote(tmp_path):
    (tmp_path / "key.pem").write_text(public_key_of(RAW).pem)
    key = read_key(tmp_path / "key.pem")
    assert (key.raw, key.key_id) == (RAW, key_id_of(RAW))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no key",
        b"\xff\xfe",
        b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        b"-----BEGIN PUBLIC KEY-----\n!!\n-----END PUBLIC KEY-----\n",
        public_key_of(RAW).pem[:60].encode(),
        public_key_of(RAW + b"x").pem.encode(),
    ],
)
def test_what_is_no_key_is_said(tmp_path, content):
    (tmp_path / "key.pem").write_bytes(content)
    with pytest.raises(UsageInvalid) as raised:
        read_key(tmp_path / "key.pem")
    assert raised.value.fields["problem"] == "usage.problem.key-unreadable"
