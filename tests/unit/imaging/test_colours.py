"""A copy carries no colour profile, and still has the colours that its original had."""

import pytest
from PIL import Image, ImageCms

from sync.imaging.evidence import make_evidence


def wide_gamut():
    """A profile whose red, green and blue are those of Display P3 with the gamma of 2.2, made from its definition."""
    return bytes(_profile({"r": (0.5151, 0.2412, -0.0011), "g": (0.2920, 0.6922, 0.0419), "b": (0.1571, 0.0666, 0.7841)}))


def _profile(primaries):
    def fixed(value):
        return round(value * 65536).to_bytes(4, "big", signed=True)

    xyz = {name: b"XYZ \0\0\0\0" + b"".join(map(fixed, values)) for name, values in primaries.items()}
    curve = b"curv\0\0\0\0" + (1).to_bytes(4, "big") + round(2.2 * 256).to_bytes(2, "big") + b"\0\0"
    text = b"Wide\0"
    description = b"desc\0\0\0\0" + len(text).to_bytes(4, "big") + text + bytes(12 + 67 + 3)
    white = b"XYZ \0\0\0\0" + b"".join(map(fixed, (0.9642, 1.0, 0.8249)))
    tags = {b"desc": description, b"wtpt": white, b"cprt": b"text\0\0\0\0none\0\0\0\0"}
    tags |= {f"{name}XYZ".encode(): value for name, value in xyz.items()} | {f"{name}TRC".encode(): curve for name in "rgb"}
    table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        value += bytes(-len(value) % 4)
        table += name + (at + len(body)).to_bytes(4, "big") + len(value).to_bytes(4, "big")
        body += value
    head = b"\0\0\0\0lcms\x02\x10\0\0mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(28) + b"".join(map(fixed, (0.9642, 1, 0.8249)))
    profile = head.ljust(128, b"\0") + len(tags).to_bytes(4, "big") + table + body
    return len(profile).to_bytes(4, "big") + profile[4:]


def spot(pictures, image):
    return pictures.decoded(image).convert("RGB").getpixel((20, 20))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_colours_of_a_wide_gamut_camera_are_converted(pictures, caption, form):
    grass = Image.new("RGB", (600, 400), (60, 180, 75))
    evidence = make_evidence(pictures.encoded(grass, form, icc_profile=wide_gamut(), quality=95), caption)
    for image in (evidence.copy, evidence.thumbnail):
        red, green, blue = spot(pictures, image)
        assert red < 40  # the same green in sRGB has less red in it
        assert green > 178
        assert abs(blue - 66) < 14


@pytest.mark.parametrize("profile", [ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), b"P3" * 200, b""])
def test_a_profile_that_says_nothing_new_or_is_spoilt_changes_no_colour(pictures, caption, profile):
    original = pictures.encoded(pictures.quarters(), icc_profile=profile)
    plain = make_evidence(pictures.encoded(pictures.quarters()), caption)
    assert spot(pictures, make_evidence(original, caption).copy) == spot(pictures, plain.copy)


def test_a_profile_for_another_kind_of_picture_is_left_aside(pictures, caption):
    evidence = make_evidence(pictures.encoded(pictures.quarters(mode="CMYK"), icc_profile=wide_gamut()), caption)
    assert pictures.seen(evidence.copy, 600) == pictures.upright


def test_no_copy_carries_a_profile(pictures, caption):
    evidence = make_evidence(pictures.encoded(pictures.quarters(), icc_profile=wide_gamut()), caption)
    for image in (evidence.copy, evidence.thumbnail):
        assert "icc_profile" not in pictures.decoded(image).info
