"""What else is written in a file, by a camera, an editor or an agency, is in none of the pictures made from it."""

import struct
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from sync.domain.marks import BlurBox
from sync.imaging.evidence import make_evidence, make_thumbnail

SECRET = b"Zhengzhou-SECRET-41"
MARKS = (BlurBox((0.1, 0.1), (0.4, 0.4)),)
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>' + SECRET + b"</dc:creator></x:xmpmeta>"
START_OF_SCAN, COMMENT, JFIF = 0xDA, 0xFE, 0xE0
ALLOWED_APPS = {JFIF}


def small_jpeg() -> bytes:
    out = BytesIO()
    Image.new("RGB", (16, 12), (200, 10, 10)).save(out, "JPEG", comment=SECRET)
    return out.getvalue()


def exif_with_thumbnail() -> bytes:
    """Maker, description and a picture of its own, as cameras put one into the second directory."""
    inside = small_jpeg()
    text = SECRET + b"\0"
    first, second = 8, 8 + 2 + 2 * 12 + 4
    data = second + 2 + 3 * 12 + 4
    entries = struct.pack("<HHHII", 2, 0x010E, 2, len(text), data) + struct.pack("<HHII", 0x010F, 2, len(text), data)
    thumbnail = struct.pack("<HHHIHH", 3, 0x0103, 3, 1, 6, 0)
    thumbnail += struct.pack("<HHII", 0x0201, 4, 1, data + len(text)) + struct.pack("<HHII", 0x0202, 4, 1, len(inside))
    header = b"II*\0" + struct.pack("<I", first)
    tables = entries + struct.pack("<I", second) + thumbnail + struct.pack("<I", 0)
    return b"Exif\0\0" + header + tables + text + inside


def profile() -> bytes:
    """An sRGB profile with the secret behind its last byte, which readers of profiles do not mind."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + SECRET
    return struct.pack(">I", len(made)) + made[4:]


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def iptc() -> bytes:
    """A byline, in the block that editors write."""
    byline = b"\x1c\x02\x50" + struct.pack(">H", len(SECRET)) + SECRET
    return b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(byline)) + byline + b"\0" * (len(byline) % 2)


def as_jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif_with_thumbnail(), icc_profile=profile(), comment=SECRET)
    more = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP) + segment(0xED, iptc()) + segment(0xEB, SECRET)
    return out.getvalue()[:2] + more + out.getvalue()[2:] + SECRET


def as_png(picture: Image.Image) -> bytes:
    out, words = BytesIO(), PngInfo()
    words.add_text("Comment", SECRET.decode())
    words.add_text("Author", SECRET.decode(), zip=True)
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    picture.save(out, "PNG", pnginfo=words, exif=exif_with_thumbnail(), icc_profile=profile())
    return out.getvalue() + SECRET


def as_webp(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "WEBP", exif=exif_with_thumbnail(), icc_profile=profile(), xmp=XMP)
    return out.getvalue()


FORMS = {"jpeg": as_jpeg, "png": as_png, "webp": as_webp}


def parts_of(jpeg: bytes) -> list[tuple[int, bytes]]:
    """Markers and contents of everything before the pixels."""
    found, place = [], 2
    while jpeg[place + 1] != START_OF_SCAN:
        length = struct.unpack(">H", jpeg[place + 2 : place + 4])[0]
        found.append((jpeg[place + 1], jpeg[place + 4 : place + 2 + length]))
        place += 2 + length
    return found


@pytest.fixture(scope="module", params=FORMS)
def original(request, pictures) -> bytes:
    return FORMS[request.param](pictures.quarters((640, 480)))


@pytest.fixture(scope="module")
def made(original, caption) -> dict[str, bytes]:
    """Everything that is made from an original."""
    plain, marked = make_evidence(original, caption), make_evidence(original, caption, MARKS)
    return {
        "copy": plain.copy,
        "thumbnail": plain.thumbnail,
        "annotated copy": marked.copy,
        "annotated thumbnail": marked.thumbnail,
        "picture to draw on": make_thumbnail(original, 1600),
    }


def test_the_original_does_carry_what_the_copies_must_not(original):
    assert original.count(SECRET) >= 2
    assert Image.open(BytesIO(original)).info.get("icc_profile", b"").endswith(SECRET)


@pytest.mark.parametrize("name", ["copy", "thumbnail", "annotated copy", "annotated thumbnail", "picture to draw on"])
def test_no_picture_made_from_it_has_anything_but_its_pixels_and_the_originals_hash(made, original, name):
    parts = parts_of(made[name])
    assert SECRET not in made[name]
    assert {marker for marker, _ in parts if 0xE0 <= marker <= 0xEF} <= ALLOWED_APPS
    said = [content for marker, content in parts if marker == COMMENT]
    wanted = comment_on(original) if "copy" in name else None
    assert said == ([wanted] if wanted else [])


def comment_on(original: bytes) -> bytes:
    return f"original sha256 {sha256(original).hexdigest()}".encode()


def test_nothing_stands_behind_the_last_pixel(made):
    assert all(image.endswith(b"\xff\xd9") for image in made.values())
