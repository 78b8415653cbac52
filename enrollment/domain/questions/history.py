"""A history without gaps: which months of the required years no row covers, and where the rows contradict (R-15).

Spans run by months, both ends included; an open end means until now. The applicant reads each gap by its dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from enrollment.domain.questions.formats import as_month
from enrollment.domain.questions.shapes import Row, Table
from portal.core.domain.errors import ErrorItem
from portal.core.domain.formatting import MONTHS_EN, MONTHS_FR
from portal.core.domain.text import Text

ADDRESS_YEARS = 5
RESIDENCE_YEARS = 3
AT_HOME = ("CA", "US")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of months, counted from year nought: `first` and `last` both belong to it."""

    first: int
    last: int


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def month_words(number: int) -> Text:
    """Write a month as people say it: May 2022, mai 2022."""
    year, month = divmod(number, 12)
    return Text(f"{MONTHS_EN[month]} {year}", f"{MONTHS_FR[month]} {year}")


def gaps(spans: Iterable[Span], first: int, last: int) -> list[Span]:
    """Give the runs of months between `first` and `last` that no span covers, oldest first."""
    found: list[Span] = []
    free = first
    for span in sorted(spans, key=lambda each: (each.first, each.last)):
        if span.first > free:
            found.append(Span(free, min(span.first - 1, last)))
        free = max(free, span.last + 1)
        if free > last:
            return found
    return [*found, Span(free, last)]


def span_of(row: Row, today: date) -> Span | None:
    """Read the months of a row; None while a month is missing or wrong, or the end lies before the beginning."""
    first = as_month(row.get("from", ""))
    last = as_month(row["to"]) if row.get("to") else today
    if first is None or last is None or last < first.replace(day=1):
        return None
    return Span(month_number(first), month_number(last))


def check_order(table: Table, rows: Sequence[Row], answers: Mapping[str, Any], today: date) -> list[ErrorItem]:
    """Name each row that ends before it begins."""
    found = []
    for place, row in enumerate(rows):
        first, last = as_month(row.get("from", "")), as_month(row.get("to", ""))
        if first and last and last < first:
            found.append(
                ErrorItem(
                    "ENR_SPAN_BACKWARDS",
                    Text("This ends before it begins.", "La fin précède le début."),
                    path=f"{table.code}[{place}].to",
                    value=row.get("to"),
                    fix=Text("Swap the two months or correct one.", "Inversez les deux mois ou corrigez-en un."),
                )
            )
    return found


def check_no_gap(table: Table, rows: Sequence[Row], answers: Mapping[str, Any], today: date) -> list[ErrorItem]:
    """Name each run of months of the last five years for which no address is given."""
    if not rows:
        return []
    now = month_number(today)
    first = max(now - ADDRESS_YEARS * 12, _born(answers))
    spans = [span for row in rows if (span := span_of(row, today)) is not None]
    return [_gap(table, gap) for gap in gaps(spans, first, now)]


def _born(answers: Mapping[str, Any]) -> int:
    """A child has no address from before its birth."""
    born = as_month(str(answers.get("birth_date", ""))[:7])
    return month_number(born) if born else 0


def _gap(table: Table, gap: Span) -> ErrorItem:
    first, last = month_words(gap.first), month_words(gap.last)
    message = (
        Text("No address is given for {first}.", "Aucune adresse n'est donnée pour {first_fr}.")
        if gap.first == gap.last
        else Text(
            "No address is given from {first} to {last}.",
            "Aucune adresse n'est donnée de {first_fr} à {last_fr}.",
        )
    )
    return ErrorItem(
        "ENR_HISTORY_GAP",
        message.format(first=first.en, last=last.en, first_fr=first.fr, last_fr=last.fr),
        path=table.code,
        fix=Text(
            "Add a row for this time, also for short stays, or correct the months of a row beside it.",
            "Ajoutez une ligne pour cette période, même pour un court séjour, ou corrigez les mois d'une ligne voisine.",
        ),
    )


def check_residence(table: Table, rows: Sequence[Row], answers: Mapping[str, Any], today: date) -> list[ErrorItem]:
    """Hold the answer about three years beside the addresses; citizens of either country are exempt (s. 6 (f))."""
    if answers.get("three_years") != "yes":
        return []
    since = month_number(today) - RESIDENCE_YEARS * 12
    for place, row in enumerate(rows):
        span = span_of(row, today)
        if span and span.last > since and row.get("country") not in (*AT_HOME, "", None):
            return [
                ErrorItem(
                    "ENR_RESIDENCE_CONTRADICTED",
                    Text(
                        "This address lies outside Canada and the US within the last three years, but you answered that "
                        "you lived only there.",
                        "Cette adresse est hors du Canada et des États-Unis au cours des trois dernières années, mais "
                        "vous avez répondu n'avoir habité que là.",
                    ),
                    path=f"{table.code}[{place}].country",
                    value=row.get("country"),
                    fix=Text(
                        "Correct the address or the answer above. A no does not end the application: citizens of "
                        "either country are exempt.",
                        "Corrigez l'adresse ou la réponse plus haut. Un non ne met pas fin à la demande : les citoyens "
                        "des deux pays en sont exemptés.",
                    ),
                )
            ]
    return []
