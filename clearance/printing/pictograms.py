"""The few signs of the sheet as strokes: lanes, direction, tick. Colour is never alone; each stands by its word."""

from __future__ import annotations

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

Stroke = tuple[tuple[float, float], ...]

# On a field of 24 x 24 with y upwards, as the portal's own signs are drawn.
_STROKES: dict[str, tuple[Stroke, ...]] = {
    "GREEN_FAST": (((4, 19.5), (11.5, 12), (4, 4.5)), ((12.5, 19.5), (20, 12), (12.5, 4.5))),
    "FAST": (((8, 19.5), (15.5, 12), (8, 4.5)),),
    "GENERAL": (
        ((1.5, 7), (1.5, 18.5), (14, 18.5), (14, 7), (1.5, 7)),
        ((14, 14.5), (18.5, 14.5), (22.5, 10.5), (22.5, 7), (14, 7)),
    ),
    "SECONDARY": (((15, 9), (21.5, 2.5)),),
    "": (((12, 17), (12, 12), (16, 12)),),
    "SB": (((12, 20.5), (12, 3.5)), ((5, 10.5), (12, 3.5), (19, 10.5))),
    "NB": (((12, 3.5), (12, 20.5)), ((5, 13.5), (12, 20.5), (19, 13.5))),
    "tick": (((4, 12.5), (9.5, 6.5), (20, 18.5)),),
}
_CIRCLES: dict[str, tuple[tuple[float, float, float], ...]] = {
    "GENERAL": ((6, 6, 2.2), (17.5, 6, 2.2)),
    "SECONDARY": ((10, 14, 6.5),),
    "": ((12, 12, 9),),
}
LANE_INKS = {
    "GREEN_FAST": HexColor("#1b6e3c"),
    "FAST": HexColor("#1d5fa8"),
    "GENERAL": HexColor("#44546a"),
    "SECONDARY": HexColor("#8a5a00"),
    "": HexColor("#44546a"),
}


def draw(canvas: Canvas, name: str, x: float, y: float, side: float, ink: Color, weight: float = 2.4) -> None:
    """Draw a sign in a square of `side` points with its lower left corner at (x, y)."""
    scale = side / 24
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(scale, scale)
    canvas.setStrokeColor(ink)
    canvas.setLineWidth(weight)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    for stroke in _STROKES[name]:
        path.moveTo(*stroke[0])
        for point in stroke[1:]:
            path.lineTo(*point)
    canvas.drawPath(path)
    for circle in _CIRCLES.get(name, ()):
        canvas.circle(*circle)
    canvas.restoreState()
