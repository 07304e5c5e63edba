"""Drawn pictures for demonstrations and simulations: a residential compound, different for every seed."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

_SKIES = (((126, 178, 214), (226, 238, 244)), ((92, 118, 158), (246, 208, 170)), ((150, 164, 178), (218, 222, 226)))
_WALLS = ((196, 180, 158), (214, 200, 180), (176, 120, 98), (158, 166, 170), (206, 188, 140))
_LIT, _DARK = (250, 226, 150), (84, 98, 112)
_GRASS, _PATH = (112, 146, 92), (178, 176, 170)


def draw_scene(random: Random, width: int = 960, height: int = 720) -> bytes:
    """A JPEG of so many pixels. The same random numbers give the same picture."""
    picture = Image.linear_gradient("L").resize((width, height))
    top, bottom = random.choice(_SKIES)
    sky = Image.composite(Image.new("RGB", picture.size, bottom), Image.new("RGB", picture.size, top), picture)
    brush = ImageDraw.Draw(sky)
    horizon = round(height * random.uniform(0.72, 0.8))
    left = -random.randrange(width // 8)
    while left < width:
        left += _building(brush, random, left, horizon, width, height)
    _ground(brush, random, horizon, width, height)
    out = BytesIO()
    sky.save(out, "JPEG", quality=82)
    return out.getvalue()


def _building(brush: ImageDraw.ImageDraw, random: Random, left: int, horizon: int, width: int, height: int) -> int:
    """Draws one block of flats and returns how far the next one stands."""
    floors, columns = random.randint(5, 11), random.randint(3, 5)
    floor, column = height // 18, width // 24
    right, roof = left + columns * column, horizon - floors * floor
    wall = random.choice(_WALLS)
    brush.rectangle((left, roof - floor // 3, right, horizon), fill=wall)
    brush.rectangle((left, roof - floor // 3, right, roof - floor // 6), fill=tuple(shade * 3 // 4 for shade in wall))
    for across in range(columns):
        for up in range(floors):
            x, y = left + across * column + column // 4, roof + up * floor + floor // 4
            brush.rectangle((x, y, x + column // 2, y + floor // 2), fill=_LIT if random.random() < 0.15 else _DARK)
    return right - left + random.randrange(width // 30, width // 10)


def _ground(brush: ImageDraw.ImageDraw, random: Random, horizon: int, width: int, height: int) -> None:
    brush.rectangle((0, horizon, width, height), fill=_GRASS)
    middle = random.randrange(width // 3, width * 2 // 3)
    near_left, near_right = (middle - width // 4, height), (middle + width // 3, height)
    brush.polygon(((middle - 20, horizon), (middle + 20, horizon), near_right, near_left), _PATH)
    for _ in range(random.randint(5, 9)):
        x, size = random.randrange(width), random.randrange(height // 24, height // 10)
        foot = random.randrange(horizon, horizon + (height - horizon) // 2)
        brush.rectangle((x - size // 8, foot - size, x + size // 8, foot), fill=(98, 74, 56))
        brush.ellipse((x - size, foot - size * 5 // 2, x + size, foot - size * 2 // 3), fill=(68, 112 + size % 24, 72))
