"""Geometry of the server-drawn charts. Coordinates are SVG user units; the page needs no script and no style."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil, floor, log10
from typing import Any

from portal.core.domain.formatting import number_words

WIDTH = 600
LABEL_WIDTH = 196
VALUE_WIDTH = 76
BAR = 22
BAR_STEP = 34
LINE_HEIGHT = 240
LEFT, TOP, BOTTOM = 56, 12, 32
MOST_LABELS = 7

Words = Callable[[Any], str]


def _places(values: list[float]) -> int:
    return 0 if all(float(value).is_integer() for value in values) else 1


def bars(rows: Iterable[Any], language: str, words: Words) -> dict[str, Any]:
    """Lay out horizontal bars; the longest takes the whole width."""
    entries = [(*row, "accent")[:3] for row in rows]
    values = [float(value) for _, value, _ in entries]
    most = max([*values, 0]) or 1
    places = _places(values)
    room = WIDTH - LABEL_WIDTH - VALUE_WIDTH
    drawn = []
    for place, (label, value, tone) in enumerate(entries):
        length = max(round(float(value) / most * room, 1), 1)
        top = place * BAR_STEP + 4
        drawn.append(
            {
                "label": words(label),
                "shown": number_words(value, language, places),
                "tone": tone,
                "y": top,
                "middle": top + BAR / 2 + 5,
                "length": length,
                "value_x": LABEL_WIDTH + length + 8,
            }
        )
    return {
        "kind": "bars",
        "rows": drawn,
        "width": WIDTH,
        "height": len(drawn) * BAR_STEP + 4,
        "bar": BAR,
        "left": LABEL_WIDTH,
    }


def nice_step(span: float, wanted: int = 4) -> float:
    """Find a round step (1, 2, 2.5 or 5 times a power of ten) that cuts a span into about `wanted` parts."""
    rough = span / wanted
    power = 10.0 ** floor(log10(rough))
    return next(part * power for part in (1, 2, 2.5, 5, 10) if part * power >= rough)


def line(rows: Iterable[Any], language: str, words: Words) -> dict[str, Any]:
    """Lay out one line from zero upwards, with round grid lines and at most seven labels below."""
    entries = [(words(label), float(value)) for label, value in rows]
    values = [value for _, value in entries]
    step = nice_step(max([*values, 0]) or 1)
    top_value = ceil((max([*values, 0]) or 1) / step) * step
    room_x, room_y = WIDTH - LEFT - 16, LINE_HEIGHT - TOP - BOTTOM
    places = _places([*values, step])

    def x(place: int) -> float:
        return round(LEFT + room_x * place / max(len(entries) - 1, 1), 1)

    def y(value: float) -> float:
        return round(TOP + room_y * (1 - value / top_value), 1)

    every = max(ceil(len(entries) / MOST_LABELS), 1)
    points = [
        {
            "label": label,
            "shown": number_words(value, language, places),
            "x": x(place),
            "y": y(value),
            "named": place % every == 0,
        }
        for place, (label, value) in enumerate(entries)
    ]
    grid = [
        {"y": y(step * count), "text": y(step * count) + 4, "shown": number_words(step * count, language, places)}
        for count in range(round(top_value / step) + 1)
    ]
    return {
        "kind": "line",
        "rows": points,
        "grid": grid,
        "path": " ".join(f"{point['x']},{point['y']}" for point in points),
        "width": WIDTH,
        "height": LINE_HEIGHT,
        "left": LEFT,
        "foot": LINE_HEIGHT - 10,
        "right": WIDTH - 16,
    }
