"""The lead sheet as a PDF: one page for thirty consignments, more only for the rest of the list (5.5).

CBP asks for the form's name, the trip number, the driver and the tractor plate in 22 points or more, the
list in 12 or less, and no bar code of a shipment on the page (notice of June 2006).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from clearance.domain.sheet.content import SheetContent, form_name
from clearance.domain.sheet.stops import NO_STOP
from clearance.printing import pictograms, words
from clearance.printing.codes import code128, qr
from clearance.printing.consignments import list_all
from clearance.printing.paper import BOLD, INNER, MARGIN, MUTED, PLAIN, WIDTH, Paper, shortened, wrapped
from clearance.targeting.lanes import LANE_NAMES
from portal.core.domain.formatting import clock_words, moment_words

BIG = 22.0
TRIP_SIZE = 24.0
QR_SIDE = 168.0
LEFT = INNER - QR_SIDE - 12
FOOT = 74.0
LIST_LINES = 2


@dataclass(frozen=True, slots=True)
class Print:
    """What is printed: the content, its signed code, and the addresses of the footer."""

    content: SheetContent
    code: str
    language: str
    at: datetime
    verify_url: str
    complaint_url: str
    phone: str


def lead_sheet_pdf(sheet: Print) -> bytes:
    """Draw the sheet. Same input, same bytes."""
    content = sheet.content
    title = f"{words.SHEET.get(sheet.language)} {content.trip_number}"
    paper = Paper(title, form_name(content.direction).get(sheet.language), sheet.language)
    _head(paper, sheet)
    _codes(paper, sheet)
    hidden = _who(paper, sheet)
    _stops(paper, sheet)
    _agencies(paper, sheet)
    _foot(paper, sheet)
    list_all(paper, content, sheet.language, bottom=MARGIN + FOOT, more=hidden)
    return paper.finish()


def _head(paper: Paper, sheet: Print) -> None:
    content, language = sheet.content, sheet.language
    y = paper.y - BIG * 0.8
    paper.write(MARGIN, y, form_name(content.direction).get(language), BIG, BOLD)
    paper.write(WIDTH - MARGIN, y + 5, words.NUMBER.format(n=content.number).get(language), 14, BOLD, right=True)
    paper.write(WIDTH - MARGIN, y - 8, words.both(words.SHEET, language), 8, PLAIN, MUTED, right=True)
    y -= 25
    pictograms.draw(paper.canvas, content.direction, MARGIN, y - 4, 20, pictograms.LANE_INKS["FAST"], 3)
    port = words.PORT_CODE[content.arrival].format(code=content.port_code or "–").get(language)
    way = words.DIRECTIONS[content.direction].get(language)
    paper.write(
        MARGIN + 26, y, shortened(f"{way} · {content.port.get(language)} · {port}", INNER - 26, 14, BOLD), 14, BOLD
    )
    y -= 17
    moment = moment_words(content.eta, content.zone, language)
    paper.write(MARGIN + 26, y, words.EXPECTED.format(at=moment).get(language), 12)
    carrier = shortened(content.carrier, INNER / 2 - 30, 10)
    paper.write(WIDTH - MARGIN, y, carrier, 10, PLAIN, MUTED, right=True)
    paper.y = y - 10
    paper.rule(paper.y)


def _codes(paper: Paper, sheet: Print) -> None:
    """Lane, trip number and its Code 128 on the left, the signed code on the right."""
    content, language = sheet.content, sheet.language
    top = paper.y - 8
    code = qr(sheet.code)
    module = QR_SIDE / code.width
    paper.bars(code, WIDTH - MARGIN - QR_SIDE, top - QR_SIDE, module)
    _lane(paper, content, language, top)
    y = top - 58
    _label(paper, MARGIN, y, words.both(words.TRIP_NUMBER, language))
    fits = len(wrapped([content.trip_number], LEFT, TRIP_SIZE, BOLD)) == 1
    size = TRIP_SIZE if fits else BIG
    y = paper.lines(MARGIN, y - 11, wrapped([content.trip_number], LEFT, size, BOLD), size, BOLD)
    bars = code128(content.trip_number)
    width = min(1.1, LEFT / bars.width)
    paper.bars(bars, MARGIN - 10 * width, y - 46, width, 42)
    paper.y = top - QR_SIDE - 4
    paper.rule(paper.y)


def _lane(paper: Paper, content: SheetContent, language: str, top: float) -> None:
    ink = pictograms.LANE_INKS[content.lane]
    paper.canvas.setStrokeColor(ink)
    paper.canvas.setLineWidth(1.6)
    paper.canvas.roundRect(MARGIN, top - 46, LEFT, 46, 5)
    pictograms.draw(paper.canvas, content.lane, MARGIN + 8, top - 38, 30, ink, 2.6)
    name = LANE_NAMES[content.lane] if content.lane else words.NO_LANE
    label = words.both(words.LANE, language)
    if content.tier:
        label += f" · {words.TIER.format(tier=content.tier).get(language)}"
    paper.write(MARGIN + 48, top - 14, label, 8, PLAIN, MUTED)
    paper.write(MARGIN + 48, top - 36, name.get(language), 20, BOLD, ink)


def _label(paper: Paper, x: float, y: float, text: str) -> None:
    paper.write(x, y - 6.5, text, 8, PLAIN, MUTED)


def _field(paper: Paper, x: float, top: float, label: str, lines: list[str]) -> float:
    """One labelled field in large type; gives where it ends."""
    _label(paper, x, top, label)
    return paper.lines(x, top - 10, lines, BIG, BOLD)


def _who(paper: Paper, sheet: Print) -> list[str]:
    """Driver, tractor, trailers and seals; gives in lines the trailers and seals there was no room for."""
    content, language = sheet.content, sheet.language
    half = INNER / 2 - 8
    none = words.NONE.get(language)
    top = paper.y - 5
    drivers = [line for name in content.drivers[:2] for line in wrapped(name.split(), INNER, BIG, BOLD)]
    top = _field(paper, MARGIN, top, words.both(words.DRIVER, language), drivers or [none])
    truck = wrapped([content.truck], half, BIG, BOLD)
    trailers, more_trailers = _fitted(content.trailers, half, language)
    seals, more_seals = _fitted(content.seals, INNER, language)
    ends = [
        _field(paper, MARGIN, top - 3, words.both(words.PLATE, language), truck),
        _field(paper, MARGIN + INNER / 2, top - 3, words.both(words.TRAILERS, language), trailers or [none]),
    ]
    end = _field(paper, MARGIN, min(ends) - 3, words.both(words.SEALS, language), seals or [none])
    paper.y = end - 2
    paper.rule(paper.y)
    hidden = ((words.TRAILERS, more_trailers), (words.SEALS, more_seals))
    return [f"{words.both(label, language)} : {', '.join(items)}" for label, items in hidden if items]


def _fitted(items: tuple[str, ...], room: float, language: str) -> tuple[list[str], tuple[str, ...]]:
    """Set as many numbers as two lines hold, and say how many follow on page 2."""
    marked = [f"{item}," for item in items[:-1]] + list(items[-1:])
    kept = len(items)
    lines = wrapped(marked, room, BIG, BOLD)
    while len(lines) > LIST_LINES and kept:
        kept -= 1
        more = words.MORE.format(n=len(items) - kept).get(language)
        lines = wrapped([*marked[:kept], more], room, BIG, BOLD)
    return lines, items[kept:]


def _stops(paper: Paper, sheet: Print) -> None:
    stop, language = sheet.content.stop, sheet.language
    top = paper.y - 4
    strong = BOLD if stop.code != NO_STOP else PLAIN
    paper.write(MARGIN, top - 10, f"{stop.title.get(language)}. {stop.text.get(language)}", 11, strong)
    top -= 14
    if stop.places:
        places = "   ".join(f"{n}. {place.get(language)}" for n, place in enumerate(stop.places, 1))
        top = paper.lines(MARGIN, top - 2, wrapped(places.split(" "), INNER, 13, BOLD), 13, BOLD)
    paper.y = top - 2
    paper.rule(paper.y)


def _agencies(paper: Paper, sheet: Print) -> None:
    content, language = sheet.content, sheet.language
    local = sheet.at.astimezone(ZoneInfo(content.zone))
    label = words.AGENCIES.format(at=clock_words(local, language)).get(language)
    answers = " · ".join(f"{word.agency} {word.words.get(language)}" for word in content.agencies)
    paper.y = paper.lines(MARGIN, paper.y - 4, wrapped(f"{label} {answers}".split(), INNER, 9.5), 9.5)
    paper.y -= 2


def _foot(paper: Paper, sheet: Print) -> None:
    content, language = sheet.content, sheet.language
    stamp = "%Y-%m-%d %H:%M"
    issued, expires = content.issued.astimezone(UTC), content.expires.astimezone(UTC)
    changed = words.CHANGED.format(issued=f"{issued:{stamp}}", expires=f"{expires:{stamp}}")
    contact = f"{words.HELP.format(phone=sheet.phone).get(language)} · " + words.COMPLAINT.format(
        url=sheet.complaint_url
    ).get(language)
    top = MARGIN + FOOT - 8
    paper.rule(top)
    top = paper.lines(MARGIN, top - 3, [words.OFFLINE.get(language)], 9.5, BOLD)
    top = paper.lines(MARGIN, top - 1, wrapped(changed.get(language).split(), INNER, 8), 8)
    rest = [words.CHECK.format(url=sheet.verify_url).get(language), contact]
    top = paper.lines(MARGIN, top - 1, [shortened(line, INNER, 8) for line in rest], 8)
    paper.lines(MARGIN, top - 1, [words.RECEIPT.format(digest=content.digest).get(language)], 7)
