"""The ledger on paper: one page for the member's own people (R-05: show what membership is worth)."""

from __future__ import annotations

from audit.compliance.domain.ledger_lines import Line
from audit.compliance.domain.ledger_period import Period
from audit.compliance.views.ledger_words import period_words
from clearance.printing.paper import BOLD, INNER, MARGIN, MUTED, PLAIN, WIDTH, Paper, shortened, wrapped
from portal.core.domain.text import Text

TITLE = Text("Benefit ledger", "Registre des avantages")
FOOT = Text(
    "Every figure stands with its base (n) and its 95 % interval. Rates: per 100 movements.",
    "Chaque chiffre est donné avec sa base (n) et son intervalle à 95 %. Taux : par 100 passages.",
)
BIG, MIDDLE, SMALL = 20.0, 11.0, 8.0
VALUE_ROOM = 190.0


def ledger_paper(*, name: str, period: Period, lines: list[Line], language: str) -> bytes:
    """Draw the page. Same input, same bytes."""
    title = TITLE.get(language)
    paper = Paper(title, name, language)
    paper.y = paper.lines(MARGIN, paper.y, [title], BIG, BOLD) - 4
    paper.y = paper.lines(MARGIN, paper.y, [shortened(name, INNER, MIDDLE)], MIDDLE) - 2
    paper.y = paper.lines(MARGIN, paper.y, [period_words(period).get(language)], MIDDLE) - 8
    for line in lines:
        _line(paper, line, language)
    paper.rule(paper.y)
    paper.lines(MARGIN, paper.y - 6, wrapped(FOOT.get(language).split(), INNER, SMALL), SMALL)
    return paper.finish()


def _line(paper: Paper, line: Line, language: str) -> None:
    paper.rule(paper.y)
    top = paper.y - 8
    room = INNER - VALUE_ROOM - 12
    paper.write(WIDTH - MARGIN, top - MIDDLE * 0.8, line.shown.get(language), MIDDLE, BOLD, right=True)
    base = f"{line.interval.get(language)}   n = {line.n}".strip()
    paper.write(WIDTH - MARGIN, top - MIDDLE * 1.16 - SMALL, base, SMALL, PLAIN, MUTED, right=True)
    left = paper.lines(MARGIN, top, [shortened(line.label.get(language), room, MIDDLE, BOLD)], MIDDLE, BOLD)
    left = paper.lines(MARGIN, left, wrapped(line.definition.get(language).split(), room, SMALL), SMALL)
    paper.y = min(left, top - MIDDLE * 1.16 - SMALL * 1.5) - 6
