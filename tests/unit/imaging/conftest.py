"""Pictures made on the spot: four coloured quarters, so that every turn and mirror can be told apart."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image

from sync.imaging.captions import Caption

COLOURS = {"red": (220, 30, 30), "green": (30, 160, 60), "blue": (30, 60, 200), "white": (250, 250, 250)}


class Pictures:
    """Makes, writes and reads pictures. Upright they show red, green above blue, white."""

    upright = ("red", "green", "blue", "white")

    def quarters(self, size: tuple[int, int] = (800, 600), mode: str = "RGB") -> Image.Image:
        width, height = size
        picture = Image.new("RGB", size, COLOURS["white"])
        picture.paste(COLOURS["red"], (0, 0, width // 2, height // 2))
        picture.paste(COLOURS["green"], (width // 2, 0, width, height // 2))
        picture.paste(COLOURS["blue"], (0, height // 2, width // 2, height))
        if mode == "I;16":
            return picture.convert("L").convert("I").point(lambda value: value * 257).convert("I;16")
        return picture.convert(mode)

    def encoded(self, picture: Image.Image, form: str = "JPEG", **options: object) -> bytes:
        out = BytesIO()
        picture.save(out, form, **options)
        return out.getvalue()

    def opened(self, image: bytes) -> Image.Image:
        return Image.open(BytesIO(image))

    def decoded(self, image: bytes) -> Image.Image:
        picture = self.opened(image)
        picture.load()
        return picture

    def seen(self, image: bytes, height: int) -> tuple[str, ...]:
        """Names of the colours nearest to those in the four quarters of the first ``height`` rows."""
        picture = self.decoded(image).convert("RGB")
        spots = [(x * picture.width // 4, y * height // 4) for y in (1, 3) for x in (1, 3)]
        return tuple(_nearest(picture.getpixel(spot)) for spot in spots)


def _nearest(colour: tuple[int, ...]) -> str:
    return min(COLOURS, key=lambda name: sum((a - b) ** 2 for a, b in zip(COLOURS[name], colour, strict=True)))


@pytest.fixture(scope="session")
def pictures() -> Pictures:
    return Pictures()


@pytest.fixture(scope="session")
def caption() -> Caption:
    return Caption(
        taken_at=datetime(2026, 11, 24, 17, 15, 7, tzinfo=UTC),
        compound="玥湖堃府（北区）",
        item_code="D02",
        item_title="消防车通道与疏散通道畅通",
        officer="张喆",
    )
