"""From an opened image to a small upright picture, strip by strip: side by side on several processors, and never a second large
image beside the first."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import ceil

from PIL import Image, ImageFile

Size = tuple[int, int]
Strip = tuple[int, int]
Convert = Callable[[Image.Image], Image.Image]
_MOST_ROWS, _LEAST_ROWS = 180, 16
_STRIP_PIXELS = 1_000_000
_BLOCK = 1 << 20
"""Bytes handed to the decoder at a time; between two blocks it waits for other Python threads."""

_WORKERS = min(4, os.cpu_count() or 1)
_FILTER, _REACH = Image.Resampling.HAMMING, 1
"""Sharp, and half the work of a bicubic one; it looks at so many source pixels on either side, times the scale."""

_SIXTEEN_BIT = ("I", "I;16", "I;16B", "I;16L")
_GREY = ("1", "L", *_SIXTEEN_BIT)
_TRANSPARENT = ("LA", "La", "PA", "RGBA", "RGBa")
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def fitted(size: Size, most_width: int, most_height: int) -> Size:
    """The size scaled down, never up, into a box, keeping its proportions."""
    scale = min(1.0, most_width / size[0], most_height / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def turned(size: Size, orientation: int) -> Size:
    """Width and height after an image with this EXIF orientation was turned upright, or before."""
    return size if orientation < 5 else (size[1], size[0])


def decode(image: ImageFile.ImageFile, size: Size) -> None:
    """Read the pixels; a JPEG's at 1/2, 1/4 or 1/8 where that still gives ``size``.

    Raises what Pillow raises on spoilt pixels, and MemoryError.
    """
    image.draft(None, size)
    image.decodermaxblock = _BLOCK
    image.load()


def paint(image: Image.Image, canvas: Image.Image, left: int, size: Size, orientation: int, convert: Convert) -> None:
    """Paint a decoded image onto an RGB canvas, upright and scaled to ``size``, ``left`` of its edge free. Closes the image.

    ``convert`` makes RGB of a piece in the image's ``smooth_mode``. Transparent places become white.
    """
    lying = turned(size, orientation)

    def paint_strip(strip: Strip) -> None:
        part = _upright(convert(_shrunk_strip(image, lying, strip)), orientation)
        across, down = _place(strip, lying[1], orientation)
        canvas.paste(part, (left + across, down))

    with ThreadPoolExecutor(_WORKERS) as workers:
        list(workers.map(paint_strip, _strips(image, lying)))
    image.close()


def smooth_mode(image: Image.Image) -> str:
    """The mode in which an image can be resized smoothly: no palette, no 16-bit samples, no transparency."""
    if image.mode in _TRANSPARENT or "transparency" in image.info:
        return "RGB"
    return "L" if image.mode in _GREY else "CMYK" if image.mode == "CMYK" else "RGB"


def _upright(part: Image.Image, orientation: int) -> Image.Image:
    turn = _UPRIGHT.get(orientation)
    return part if turn is None else part.transpose(turn)


def _place(strip: Strip, height: int, orientation: int) -> tuple[int, int]:
    """Where a strip of a lying image belongs once it was turned: rows may become columns, and the first may become the last."""
    from_start = strip[0] if orientation in (1, 2, 5, 8) else height - strip[1]
    return (0, from_start) if orientation < 5 else (from_start, 0)


def _strips(image: Image.Image, size: Size) -> list[Strip]:
    """First and last row of each strip of the small picture, so many that few pixels of the large one stand behind each."""
    rows = int(_STRIP_PIXELS * size[1] / (image.width * image.height))
    rows = max(_LEAST_ROWS, min(_MOST_ROWS, rows))
    return [(top, min(size[1], top + rows)) for top in range(0, size[1], rows)]


def _shrunk_strip(image: Image.Image, size: Size, strip: Strip) -> Image.Image:
    """The rows ``strip`` of the small picture."""
    scale, first = image.height / size[1], 0
    if image.mode != smooth_mode(image):
        reach = ceil(_REACH * max(1.0, scale)) + 1
        first, last = max(0, int(strip[0] * scale) - reach), min(image.height, ceil(strip[1] * scale) + reach)
        image = _smooth(image.crop((0, first, image.width, last)))
    box = (0.0, strip[0] * scale - first, float(image.width), min(strip[1] * scale - first, float(image.height)))
    return image.resize((size[0], strip[1] - strip[0]), _FILTER, box=box, reducing_gap=2.0)


def _smooth(image: Image.Image) -> Image.Image:
    if image.mode in _SIXTEEN_BIT:
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in _TRANSPARENT or "transparency" in image.info:
        return _on_white(image.convert("RGBA"))
    return image.convert(smooth_mode(image))


def _on_white(image: Image.Image) -> Image.Image:
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper
