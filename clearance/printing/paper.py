"""A sheet of letter paper with a pen that moves down: text in exact sizes, wrapped and never below its size."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from clearance.printing.codes import Bars

WIDTH, HEIGHT = letter
MARGIN = 36.0
INNER = WIDTH - 2 * MARGIN
PLAIN, BOLD, MONO = "Helvetica", "Helvetica-Bold", "Courier-Bold"
INK, MUTED, RULE = HexColor("#0c2038"), HexColor("#44546a"), HexColor("#9aa7b6")
_LATIN = str.maketrans({"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "ı": "i", "Ħ": "H", "ħ": "h", "‑": "-"})


def printable(text: str) -> str:
    """Give text the built-in fonts have: accents they lack are dropped, other scripts become question marks."""
    return "".join(_sign(sign) for sign in unicodedata.normalize("NFC", text).translate(_LATIN))


def _sign(sign: str) -> str:
    try:
        sign.encode("cp1252")
    except UnicodeEncodeError:
        bare = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
        return bare or "?"
    return sign


def width_of(text: str, size: float, font: str = PLAIN) -> float:
    return stringWidth(printable(text), font, size)


def shortened(text: str, room: float, size: float, font: str = PLAIN) -> str:
    """Cut text to the room with an ellipsis."""
    if width_of(text, size, font) <= room:
        return text
    while text and width_of(f"{text}…", size, font) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrapped(words: Iterable[str], room: float, size: float, font: str = PLAIN) -> list[str]:
    """Set words in lines; a word wider than the room is cut, for it must keep its size."""
    lines: list[str] = []
    for word in words:
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size, font) <= room:
            lines[-1] = joined
            continue
        rest = word
        while len(rest) > 1 and width_of(rest, size, font) > room:
            cut = next(n for n in range(len(rest), 0, -1) if n == 1 or width_of(rest[:n], size, font) <= room)
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return lines


class Paper:
    """The document being drawn. `y` is where the pen is, measured from the bottom of the page."""

    def __init__(self, title: str, subject: str, language: str) -> None:
        self.bytes = io.BytesIO()
        self.canvas = Canvas(self.bytes, pagesize=letter, lang=f"{language}-CA", invariant=True, pageCompression=1)
        self.canvas.setTitle(printable(title))
        self.canvas.setSubject(printable(subject))
        self.canvas.setAuthor("Preclear")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.y = HEIGHT - MARGIN
        self.page = 1

    def turn(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self.y = HEIGHT - MARGIN

    def finish(self) -> bytes:
        self.canvas.save()
        return self.bytes.getvalue()

    def write(
        self, x: float, y: float, text: str, size: float, font: str = PLAIN, ink: Color = INK, *, right: bool = False
    ) -> None:
        """Write one line with its base line at `y`."""
        self.canvas.setFillColor(ink)
        self.canvas.setFont(font, size)
        draw = self.canvas.drawRightString if right else self.canvas.drawString
        draw(x, y, printable(text))

    def lines(self, x: float, top: float, lines: Iterable[str], size: float, font: str = PLAIN) -> float:
        """Write lines downwards from `top`; gives where the next would begin."""
        for line in lines:
            self.write(x, top - size * 0.8, line, size, font)
            top -= size * 1.16
        return top

    def rule(self, y: float, ink: Color = RULE, weight: float = 0.6) -> None:
        self.canvas.setStrokeColor(ink)
        self.canvas.setLineWidth(weight)
        self.canvas.line(MARGIN, y, WIDTH - MARGIN, y)

    def bars(self, code: Bars, x: float, y: float, module: float, height: float = 0.0) -> None:
        """Draw a code with its lower left corner at (x, y); `height` stretches a bar code."""
        tall = height or module
        top = y + code.height * tall
        self.canvas.setFillColor(HexColor("#000000"))
        path = self.canvas.beginPath()
        for left, row, length in code.runs:
            path.rect(x + left * module, top - (row + 1) * tall, length * module, tall)
        self.canvas.drawPath(path, stroke=0, fill=1)
