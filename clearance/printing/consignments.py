"""The list of consignments: two columns in small type on the first page, the rest on pages of its own."""

from __future__ import annotations

from collections.abc import Sequence

from clearance.domain.sheet.content import Consignment, SheetContent
from clearance.printing import pictograms, words
from clearance.printing.paper import BOLD, INNER, MARGIN, MONO, MUTED, PLAIN, Paper, shortened, wrapped

FIRST_PAGE = 30
ROW, TIGHT_ROW = 11.5, 9.0
COLUMN = INNER / 2 - 6
NUMBER_SIZE, SMALL = 8.5, 7.5
PLACE, TYPE, TICK = 20.0, 30.0, 12.0


def list_all(paper: Paper, content: SheetContent, language: str, *, bottom: float, more: Sequence[str] = ()) -> None:
    """Draw the list from where the pen is down to `bottom`, and on as many further pages as it takes.

    `more` are lines for the head of page 2: numbers that found no room in large type.
    """
    consignments = content.consignments
    if not consignments:
        paper.lines(MARGIN, paper.y - 4, [words.EMPTY.get(language)], 11, BOLD)
    else:
        matched = sum(row.matched for row in consignments)
        title = words.LOAD.format(n=len(consignments)).get(language)
        if matched:
            title += words.MATCHED.format(n=matched).get(language)
        paper.y = paper.lines(MARGIN, paper.y - 3, [title], 10, BOLD) - 1
    room = paper.y - bottom
    row = min(ROW, max(TIGHT_ROW, room / (FIRST_PAGE / 2)))
    first = max(0, min(FIRST_PAGE, 2 * int(room / row + 0.01)))
    _columns(paper, consignments[:first], 1, row)
    rest, start = consignments[first:], first + 1
    if rest or more:
        _turn(paper, content, language, more)
    while rest:
        fits = 2 * int((paper.y - MARGIN) / ROW)
        _columns(paper, rest[:fits], start, ROW)
        rest, start = rest[fits:], start + fits
        if rest:
            _turn(paper, content, language)


def _turn(paper: Paper, content: SheetContent, language: str, more: Sequence[str] = ()) -> None:
    """Begin a page of the list, named by trip and sheet so that it cannot stray to another truck."""
    paper.turn()
    title = words.CONTINUED.format(number=content.trip_number, n=content.number, page=paper.page).get(language)
    paper.y = paper.lines(MARGIN, paper.y, [title], 12, BOLD) - 2
    for line in more:
        paper.y = paper.lines(MARGIN, paper.y, wrapped(line.split(), INNER, 11), 11) - 2
    paper.rule(paper.y)
    paper.y -= 4


def _columns(paper: Paper, rows: Sequence[Consignment], start: int, height: float) -> None:
    """Draw rows in two columns, down the first and then the second."""
    half = (len(rows) + 1) // 2
    for place, row in enumerate(rows):
        column, line = divmod(place, half)
        x, y = MARGIN + column * (COLUMN + 12), paper.y - (line + 1) * height + 2.5
        paper.write(x + PLACE - 5, y, str(start + place), SMALL, PLAIN, MUTED, right=True)
        paper.write(x + PLACE, y, row.number, NUMBER_SIZE, MONO)
        edge = x + PLACE + max(100.0, len(row.number) * NUMBER_SIZE * 0.6 + 6)
        paper.write(edge, y, row.release_type, SMALL)
        told = edge + TYPE
        if row.matched:
            pictograms.draw(paper.canvas, "tick", told, y - 1, 8, pictograms.LANE_INKS["GREEN_FAST"], 3.4)
        told += TICK
        paper.write(told, y, shortened(row.description, x + COLUMN - told, SMALL), SMALL, PLAIN, MUTED)
    paper.y -= half * height
