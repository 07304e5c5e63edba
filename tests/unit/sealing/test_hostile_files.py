"""Files that somebody spoilt or made up: each is refused whole, with a code and a sentence in both languages."""

import tarfile
from hashlib import sha256
from io import BytesIO
from random import Random
from tarfile import BLOCKSIZE, GNU_FORMAT, PAX_FORMAT, USTAR_FORMAT, TarInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey

from sync.errors import RescueRefused
from sync.i18n import LANGUAGES, explain
from sync.protocol.rescue import LARGEST_BY_FOLDER, LARGEST_MANIFEST, MANIFEST_FILE
from sync.sealing.stream import CHUNK, HEAD_BYTES, MAGIC

PICTURE = b"\xff\xd8 picture"
PICTURE_NAME = f"evidence/{sha256(PICTURE).hexdigest()}"
LINES = b'{"id":"1"}\n{"id":"2"}'
FIRST = ("operations/000001.ndjson", LINES)
MEMBERS = (FIRST, ("database/tablet.db", b"SQLite format 3"), (PICTURE_NAME, PICTURE))


def problem(bench, sealed: bytes) -> str:
    """What the file is refused for."""
    with pytest.raises(RescueRefused) as refused:
        bench.check(sealed)
    for language in LANGUAGES:
        assert "{" not in explain(language, refused.value)
    return str(refused.value.fields["problem"]).rpartition(".")[2]


def header(name: str = FIRST[0], size: int = len(LINES), form: int = USTAR_FORMAT, **changed: object) -> bytes:
    info = TarInfo(name)
    info.size = size
    for key, value in changed.items():
        setattr(info, key, value)
    return info.tobuf(form)


def test_a_file_as_it_should_be_is_read(bench, parts):
    manifest = bench.check(bench.seal(parts["tar"](*MEMBERS)))
    assert [member.name for member in manifest.members] == [name for name, _ in MEMBERS]


def test_the_inside_is_a_tar_that_other_tools_list(parts):
    with tarfile.open(fileobj=BytesIO(parts["tar"](*MEMBERS))) as opened:
        assert opened.getnames() == [*(name for name, _ in MEMBERS), MANIFEST_FILE]


@pytest.mark.parametrize(
    "name",
    [
        "../evidence/x",
        "operations/../../etc/passwd",
        "/etc/passwd",
        "operations/",
        "operations/000001.ndjson/",
        "operations/1.ndjson",
        "evidence/..",
        "evidence/" + "G" * 64,
        "evidence/" + "a" * 63,
        "evidence\\" + "a" * 64,
        "./operations/000001.ndjson",
        "database/.tablet.db",
        "database/../tablet.db",
        "database/a/b",
        "C:/x",
        "manifest.json.",
        "other/x",
        "\x1b[31mred",
    ],
)
def test_a_name_that_does_not_belong_there_is_refused(bench, parts, name):
    tar = parts["member"](name, LINES, header(name)) + parts["tar"](*MEMBERS)
    assert problem(bench, bench.seal(tar)) in ("name", "kind")


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, b"x", b"g", b"L", b"S"]
)
def test_what_is_no_plain_file_is_refused(bench, parts, kind):
    tar = parts["member"](*FIRST, header(type=kind, linkname="/etc/passwd")) + parts["tar"](*MEMBERS)
    assert problem(bench, bench.seal(tar)) in ("kind", "header")


@pytest.mark.parametrize("changed", [{"mode": 0o4777}, {"uid": 1}, {"mtime": 1}, {"uname": "root"}, {"linkname": "x"}])
def test_a_header_that_is_not_exactly_ours_is_refused(bench, parts, changed):
    tar = parts["member"](*FIRST, header(**changed)) + parts["tar"](*MEMBERS)
    assert problem(bench, bench.seal(tar)) == "header"


@pytest.mark.parametrize("form", [GNU_FORMAT, PAX_FORMAT])
def test_a_name_in_an_extension_of_the_format_is_refused(bench, parts, form):
    tar = parts["member"](*FIRST, header("operations/" + "é" * 200, form=form)) + parts["tar"](*MEMBERS)
    assert problem(bench, bench.seal(tar)) in ("kind", "header", "name")


def test_a_member_that_stands_there_twice_is_refused(bench, parts):
    assert problem(bench, bench.seal(parts["tar"](FIRST, FIRST))) == "twice"


def test_members_out_of_their_order_are_refused(bench, parts):
    assert problem(bench, bench.seal(parts["tar"](*reversed(MEMBERS)))) == "order"
    after = parts["tar"](*MEMBERS, end=b"") + parts["member"](*FIRST[:1], LINES)
    assert problem(bench, bench.seal(after)) in ("order", "twice")


@pytest.mark.parametrize("folder", sorted(LARGEST_BY_FOLDER))
def test_a_size_beyond_the_limit_is_refused_by_its_announcement_alone(bench, parts, folder):
    name = {**{one.partition("/")[0]: one for one, _ in MEMBERS}, "arrivals": f"arrivals/{'a' * 36}.json"}[folder]
    tar = header(name, LARGEST_BY_FOLDER[folder] + 1, GNU_FORMAT) + bytes(BLOCKSIZE)
    assert problem(bench, bench.seal(tar)) == "too-large"


def test_a_manifest_beyond_the_limit_is_refused_by_its_announcement_alone(bench):
    assert problem(bench, bench.seal(header(MANIFEST_FILE, LARGEST_MANIFEST + 1))) == "too-large"


@pytest.mark.parametrize("size", [-1, -(2**40)])
def test_a_negative_size_is_refused(bench, size):
    assert problem(bench, bench.seal(header(FIRST[0], size, GNU_FORMAT) + bytes(BLOCKSIZE))) in ("too-large", "header")


def test_a_batch_with_more_lines_than_a_batch_may_have_is_refused(bench, parts):
    assert problem(bench, bench.seal(parts["tar"]((FIRST[0], b"\n" * 200)))) == "too-large"


def test_a_member_that_announces_more_than_there_is_is_refused(bench):
    assert problem(bench, bench.seal(header(FIRST[0], 5000) + LINES)) == "member-cut"


def test_a_member_with_more_in_it_than_it_announces_is_refused(bench, parts):
    tar = header(FIRST[0], 3) + LINES + parts["tar"](*MEMBERS)
    assert problem(bench, bench.seal(tar)) == "header"


def test_a_wrong_manifest_is_refused(bench, parts):
    assert problem(bench, bench.seal(parts["tar"](*MEMBERS, manifest=b"{}"))) == "manifest"
    assert problem(bench, bench.seal(parts["tar"](*MEMBERS, manifest=b"\xff no text"))) == "manifest"
    newer = parts["manifest"](*MEMBERS, format="suicha-rescue 2")
    assert problem(bench, bench.seal(parts["tar"](*MEMBERS, manifest=newer))) == "manifest"
    twice = parts["manifest"](*MEMBERS, FIRST)
    assert problem(bench, bench.seal(parts["tar"](*MEMBERS, manifest=twice))) == "manifest"


def test_a_file_without_a_manifest_is_refused(bench, parts):
    tar = parts["member"](*FIRST) + bytes(2 * BLOCKSIZE)
    assert problem(bench, bench.seal(tar)) == "no-manifest"
    assert problem(bench, bench.seal(bytes(2 * BLOCKSIZE))) == "no-manifest"


def test_a_missing_or_an_additional_member_is_refused(bench, parts):
    fewer, more = parts["manifest"](*MEMBERS[:2]), parts["manifest"](*MEMBERS)
    assert problem(bench, bench.seal(parts["tar"](*MEMBERS, manifest=fewer))) == "member-extra"
    assert problem(bench, bench.seal(parts["tar"](*MEMBERS[:2], manifest=more))) == "member-missing"


def test_a_member_that_is_not_as_the_manifest_says_is_refused(bench, parts):
    changed = (FIRST[0], LINES.replace(b"1", b"3")), *MEMBERS[1:]
    assert problem(bench, bench.seal(parts["tar"](*changed, manifest=parts["manifest"](*MEMBERS)))) == "member-changed"


def test_evidence_that_does_not_have_the_hash_it_is_called_by_is_refused(bench, parts):
    assert problem(bench, bench.seal(parts["tar"]((PICTURE_NAME, b"another picture")))) == "member-changed"


def test_something_after_the_end_of_the_tar_is_refused(bench, parts):
    tar = parts["tar"](*MEMBERS)
    for more in (b"\0", b"x", bytes(BLOCKSIZE), parts["member"](*FIRST)):
        assert problem(bench, bench.seal(tar + more)) == "trailing"
    assert problem(bench, bench.seal(tar[:-BLOCKSIZE])) == "trailing"


def test_something_after_the_end_of_the_stream_is_refused(bench, parts):
    sealed = bench.seal(parts["tar"](*MEMBERS))
    for more in (b"\0", sealed):
        assert problem(bench, sealed + more) in ("trailing", "altered")


def test_a_file_cut_anywhere_is_refused(bench, parts):
    big = bytes(2 * CHUNK)
    name = f"evidence/{sha256(big).hexdigest()}"
    sealed = bench.seal(parts["tar"]((name, big)))
    bench.check(sealed)
    chunk = CHUNK + 17
    for length in (
        HEAD_BYTES,
        HEAD_BYTES + 1,
        HEAD_BYTES + chunk - 1,
        HEAD_BYTES + chunk,
        HEAD_BYTES + 2 * chunk,
        len(sealed) - 1,
    ):
        assert problem(bench, sealed[:length]) in ("truncated", "altered"), length
    for length in (0, 1, len(MAGIC) - 1):
        assert problem(bench, sealed[:length]) == "no-rescue-file"
    assert problem(bench, sealed[: HEAD_BYTES - 1]) == "truncated"


def test_chunks_that_changed_places_or_came_from_another_file_are_refused(bench, parts):
    big = bytes(3 * CHUNK)
    tar = parts["tar"]((f"evidence/{sha256(big).hexdigest()}", big))
    one, other = bench.seal(tar), bench.seal(tar)
    first, second, third = HEAD_BYTES, HEAD_BYTES + CHUNK + 17, HEAD_BYTES + 2 * (CHUNK + 17)
    swapped = one[:first] + one[second:third] + one[first:second] + one[third:]
    mixed = one[:second] + other[second:]
    other_head = other[:HEAD_BYTES] + one[HEAD_BYTES:]
    left_out = one[:first] + one[second:]
    for spoilt in (swapped, mixed, other_head, left_out):
        assert problem(bench, spoilt) == "altered"


def test_a_file_for_another_key_is_refused(bench, parts):
    assert problem(bench, bench.seal(parts["tar"](*MEMBERS), PrivateKey.generate())) == "other-centre"


def test_another_version_of_the_format_is_named(bench, parts):
    sealed = bench.seal(parts["tar"](*MEMBERS))
    assert problem(bench, sealed.replace(b"suicha-rescue 1\n", b"suicha-rescue 2\n", 1)) == "version"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", bytes(5000), b"suicha-rescue"])
def test_what_is_no_rescue_file_is_refused(bench, content):
    assert problem(bench, content) == "no-rescue-file"


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_single_changed_byte_goes_unseen(bench, parts, data):
    sealed = bytearray(bench.seal(parts["tar"](*MEMBERS)))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    problem(bench, bytes(sealed))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_changed_byte_inside_is_taken_for_the_same_file(bench, parts, data):
    """Whoever knows the public key can seal anything: what is inside has to stand up by itself."""
    tar = bytearray(parts["tar"](*MEMBERS))
    at = data.draw(st.integers(0, len(tar) - 1))
    tar[at] ^= data.draw(st.integers(1, 255))
    whole = bench.check(bench.seal(parts["tar"](*MEMBERS)))
    try:
        manifest = bench.check(bench.seal(bytes(tar)))
    except RescueRefused:
        return
    assert manifest.members == whole.members
    assert manifest != whole


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=4 * BLOCKSIZE))
def test_noise_inside_a_good_seal_is_refused(bench, noise):
    problem(bench, bench.seal(noise))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_thousands_of_spoilt_copies_are_refused(bench, parts, seed):
    """Bytes changed, cut out, doubled or swapped, outside the seal and inside it."""
    random, tar = Random(seed), parts["tar"](*MEMBERS)
    sealed = bench.seal(tar)
    for _ in range(1000):
        problem(bench, spoilt(random, sealed))
        inside = spoilt(random, tar)
        try:
            manifest = bench.check(bench.seal(inside))
        except RescueRefused:
            continue
        assert manifest.members == bench.check(sealed).members


def spoilt(random: Random, content: bytes) -> bytes:
    """Never the content itself."""
    while True:
        at, length = random.randrange(len(content)), random.randint(1, 600)
        part = content[at : at + length]
        made = {
            "flip": content[:at] + bytes([content[at] ^ random.randint(1, 255)]) + content[at + 1 :],
            "cut out": content[:at] + content[at + length :],
            "cut off": content[:at],
            "double": content[:at] + part + content[at:],
            "noise": content[:at] + random.randbytes(len(part)) + content[at + len(part) :],
            "append": content + part,
        }[random.choice(("flip", "cut out", "cut off", "double", "noise", "append"))]
        if made != content:
            return made
