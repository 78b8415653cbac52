"""A ledger as the page, the spreadsheet and the PDF show it: the same lines, the same words (R-39, R-05)."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO
from typing import Any

from audit.compliance.domain.ledger_lines import (
    PER_100,
    Line,
    gap_line,
    minutes_lines,
    money_line,
    promise_line,
    rate_line,
)
from audit.compliance.domain.ledger_period import Period
from audit.compliance.domain.ledger_shortfall import PROMISED_SHARE
from audit.compliance.selectors.ledger import Ledger, TierFigures
from clearance.upload.template import safe_cell
from portal.core.domain.text import Text

CSV_COLUMNS = ("figure", "value", "low_95", "high_95", "n", "from", "to", "definition_en", "definition_fr")


def ledger_lines(ledger: Ledger, fees: tuple[Decimal, Decimal, Decimal]) -> list[Line]:
    """Give every figure of the member in the order people ask for them."""
    matched = ledger.matched
    peers = matched.peers
    paid, waived, crossing = fees
    each, whole = minutes_lines(ledger.saved)
    return [
        rate_line("rate_now", NOW, NOW_MEANS, ledger.own.rate),
        rate_line("rate_before", BEFORE, BEFORE_MEANS, ledger.before.rate),
        rate_line("rate_peers", PEERS, PEERS_MEANS, peers),
        gap_line("since_joining", SINCE, SINCE_MEANS, ledger.since_before, ledger.own.movements),
        gap_line("beside_peers", BESIDE, BESIDE_MEANS, matched.difference, matched.own.n if matched.own else 0),
        each,
        whole,
        promise_line(ledger.promise, PROMISED_SHARE),
        money_line("fees_paid", PAID, PAID_MEANS, paid, ledger.own.movements),
        money_line("fees_waived", WAIVED, WAIVED_MEANS, waived, ledger.own.movements),
        money_line("fees_crossing", CROSSING, CROSSING_MEANS, crossing, ledger.own.movements),
    ]


def tier_rows(tiers: tuple[TierFigures, ...]) -> list[dict[str, Any]]:
    """Give each tier with its rate, the rate beside it and the minutes saved."""
    return [
        {
            "tier": one.tier,
            "own": rate_line("own", NOW, NOW_MEANS, one.own.rate),
            "peers": rate_line("peers", PEERS, PEERS_MEANS, one.matched.peers),
            "gap": gap_line("gap", BESIDE, BESIDE_MEANS, one.matched.difference, one.own.movements),
            "minutes": minutes_lines(one.saved)[0],
        }
        for one in tiers
    ]


def ledger_file(ledger: Ledger, lines: list[Line]) -> bytes:
    """Give the lines for a spreadsheet: figures as plain numbers, each with base, interval, period and definition."""
    first, last = ledger.period.codes
    return csv_bytes(CSV_COLUMNS, [line_cells(line, first, last) for line in lines])


def line_cells(line: Line, first: str, last: str) -> list[Any]:
    figures = [plain(value) for value in (line.value, line.low, line.high)]
    return [line.code, *figures, line.n, first, last, line.definition.en, line.definition.fr]


def plain(value: float | None) -> str:
    """Write a figure for a machine; empty without one."""
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")


def csv_bytes(columns: tuple[str, ...], rows: list[list[Any]]) -> bytes:
    """Write rows in UTF-8 with a byte order mark, which spreadsheets need to read accents."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(cell) if isinstance(cell, str) and not _number(cell) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()


def period_words(period: Period) -> Text:
    first, last = period.codes
    return Text(f"{first} to {last}", f"de {first} à {last}")


NOW = Text("Inspections per 100 movements now", "Inspections par 100 passages maintenant")
NOW_MEANS = Text(
    "Your movements as a member in the period that were inspected in secondary, per 100 of them.",
    "Vos passages comme membre dans la période qui ont été inspectés en secondaire, par 100 passages.",
)
BEFORE = Text("Your twelve months before joining", "Vos douze mois avant l'adhésion")
BEFORE_MEANS = Text(
    "The same rate of your movements in the twelve months before your first movement as a member.",
    "Le même taux pour vos passages des douze mois précédant votre premier passage comme membre.",
)
PEERS = Text("Non-members, like movements", "Non-membres, passages semblables")
PEERS_MEANS = Text(
    "Companies without membership in the same months, at the same port, in the same direction, with goods of the same "
    "HS chapter in the same six hours of the day; weighted by your own movements.",
    "Entreprises sans adhésion, aux mêmes mois, au même bureau, dans la même direction, avec des marchandises du même "
    "chapitre du SH dans les mêmes six heures du jour; pondéré selon vos propres passages.",
)
SINCE = Text("Change since before joining", "Écart depuis l'adhésion")
SINCE_MEANS = Text(
    "Your rate now less your rate before joining. Clear only where the interval leaves out 0.",
    "Votre taux actuel moins votre taux d'avant l'adhésion. N'est établi que si l'intervalle exclut 0.",
)
BESIDE = Text("You beside like non-members", "Vous par rapport aux non-membres")
BESIDE_MEANS = Text(
    "The rate of your matched movements less theirs. Clear only where the interval leaves out 0.",
    "Le taux de vos passages appariés moins le leur. N'est établi que si l'intervalle exclut 0.",
)
PAID = Text("Membership fees paid", "Frais d'adhésion payés")
PAID_MEANS = Text(
    "Paid invoices of your memberships issued in the period; one fee for both countries.",
    "Factures payées de vos adhésions émises dans la période; des frais uniques pour les deux pays.",
)
WAIVED = Text("Fees waived", "Frais exonérés")
WAIVED_MEANS = Text(
    "What waivers and credits took off these invoices.", "Ce que les exonérations et crédits ont retranché."
)
CROSSING = Text("Fees per crossing", "Frais par passage")
CROSSING_MEANS = Text(
    "What the law sets for each crossing of the period after loops, caps and waivers; see the monthly statement.",
    "Ce que la loi fixe pour chaque passage de la période, après boucles, plafonds et exonérations; voir le relevé mensuel.",
)
UNIT = PER_100
