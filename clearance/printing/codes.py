"""QR and Code 128 as plain geometry, drawn the same on paper and on the phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import segno

QR_QUIET, BAR_QUIET = 4, 10


@dataclass(frozen=True, slots=True)
class Bars:
    """Dark bars (or runs of modules) as (x, y, width), all one module high, in a field of `width` x `height`."""

    width: int
    height: int
    runs: tuple[tuple[int, int, int], ...]

    @property
    def path(self) -> str:
        """Give the runs as the data of one SVG path, stroked one module wide."""
        steps: list[str] = []
        x = y = 0
        for left, top, length in self.runs:
            steps.append(f"m{left - x} {top - y}h{length}" if steps else f"M{left} {top + 0.5:g}h{length}")
            x, y = left + length, top
        return "".join(steps)


def qr(text: str) -> Bars:
    """Give the QR code with its quiet zone; error correction M or better, whatever fits the same size."""
    code = segno.make_qr(text, error="m", boost_error=True)
    runs = tuple(_runs(code.matrix))
    side = len(code.matrix) + 2 * QR_QUIET
    return Bars(side, side, runs)


def _runs(matrix: tuple[bytearray, ...]) -> Iterator[tuple[int, int, int]]:
    for top, row in enumerate(matrix):
        left = 0
        for dark, cells in groupby(row):
            length = len(tuple(cells))
            if dark:
                yield left + QR_QUIET, top + QR_QUIET, length
            left += length


def code128(value: str) -> Bars:
    """Give a Code 128 with its quiet zones, one module high."""
    from reportlab.graphics.barcode.code128 import Code128  # with all of its shapes: most of a second

    symbol = Code128(value)
    symbol.validate()
    symbol.encode()
    symbol.decompose()
    runs, left = [], BAR_QUIET
    for letter in symbol.decomposed:
        width = ord(letter.lower()) - ord("a") + 1
        if letter.isupper():
            runs.append((left, 0, width))
        left += width
    return Bars(left + BAR_QUIET, 1, tuple(runs))
