"""Load the rates of both tariffs from a file of the two published schedules (R-73)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO

from django.db import transaction

from audit.trail.services import record
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.ids import uuid7
from portal.reference.models import TariffRate
from portal.reference.selectors.goods import hs_codes
from portal.reference.services.stamp import stamp_bump

TARIFF_COLUMNS = ("code", "canada", "united_states", "valid_from", "source")
HIGHEST = Decimal(999)


@transaction.atomic
def tariffs_load(*, actor: Actor, text: str) -> int:
    """Add the rates of a CSV file (`TARIFF_COLUMNS`; rates in per cent); gives how many rows were new or changed.

    A row with the code and day of an earlier one corrects it. Raises Invalid naming each wrong line, and then
    nothing of the file is loaded.
    """
    rows, faults = _read(text)
    if faults:
        raise Invalid(faults)
    kept = {(row.code, row.valid_from): row for row in TariffRate.objects.filter(code__in={row.code for row in rows})}
    changed = [row for row in rows if _differs(row, kept.get((row.code, row.valid_from)))]
    TariffRate.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["code", "valid_from"],
        update_fields=["canada", "united_states", "source"],
        batch_size=1000,
    )
    if changed:
        body = {"rows": len(changed), "sources": sorted({row.source for row in changed})}
        record(actor=actor, event="reference.tariffs.loaded", subject=Subject("tariff_load", uuid7()), body=body)
        stamp_bump()
    return len(changed)


def _differs(row: TariffRate, kept: TariffRate | None) -> bool:
    if kept is None:
        return True
    return (row.canada, row.united_states, row.source) != (kept.canada, kept.united_states, kept.source)


def _read(text: str) -> tuple[list[TariffRate], list[ErrorItem]]:
    reader = csv.DictReader(StringIO(text))
    missing = [name for name in TARIFF_COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        return [], [_fault("1", ", ".join(missing), COLUMNS_MISSING)]
    codes = frozenset(hs_codes())
    rows: dict[tuple[str, date], TariffRate] = {}
    faults: list[ErrorItem] = []
    for number, line in enumerate(reader, 2):
        problem = _problem(line, codes)
        if problem:
            faults.append(_fault(str(number), *problem))
            continue
        row = TariffRate(
            code=line["code"].strip(),
            canada=Decimal(line["canada"]),
            united_states=Decimal(line["united_states"]),
            valid_from=date.fromisoformat(line["valid_from"].strip()),
            source=line["source"].strip(),
        )
        rows[row.code, row.valid_from] = row
    return list(rows.values()), faults


def _problem(line: dict[str, str], codes: Iterable[str]) -> tuple[str, tuple[Text, Text]] | None:
    """Give the first wrong value of a line with its words, or None."""
    if (line["code"] or "").strip() not in codes:
        return line["code"] or "", CODE_UNKNOWN
    for name in ("canada", "united_states"):
        if not _is_rate(line[name] or ""):
            return line[name] or "", NO_RATE
    try:
        date.fromisoformat((line["valid_from"] or "").strip())
    except ValueError:
        return line["valid_from"] or "", NO_DAY
    return None if (line["source"] or "").strip() else ("", NO_SOURCE)


def _is_rate(value: str) -> bool:
    try:
        return 0 <= Decimal(value) <= HIGHEST
    except InvalidOperation:
        return False


def _fault(line: str, value: str, words: tuple[Text, Text]) -> ErrorItem:
    return ErrorItem("REF_TARIFF_LINE", words[0], path=f"line {line}", value=value, fix=words[1])


COLUMNS_MISSING = (
    Text("The file lacks a column.", "Il manque une colonne au fichier."),
    Text(f"Begin it with: {','.join(TARIFF_COLUMNS)}", f"Commencez-le par : {','.join(TARIFF_COLUMNS)}"),
)
CODE_UNKNOWN = (
    Text("This is not a six-digit goods code.", "Ce n'est pas un code de marchandise à six chiffres."),
    Text("Write the six digits without dots.", "Écrivez les six chiffres sans points."),
)
NO_RATE = (
    Text("This is not a rate in per cent.", "Ce n'est pas un taux en pour cent."),
    Text(
        "Write a number from 0 to 999 with a decimal point; leave out goods under a specific duty.",
        "Écrivez un nombre de 0 à 999 avec un point décimal; laissez de côté les droits spécifiques.",
    ),
)
NO_DAY = (
    Text("This is not a day.", "Ce n'est pas une date."),
    Text("Write it as 2026-01-31.", "Écrivez-la comme 2026-01-31."),
)
NO_SOURCE = (
    Text("The line does not say where its rates are from.", "La ligne ne dit pas d'où viennent ses taux."),
    Text("Name the schedule and its edition.", "Nommez le tarif et son édition."),
)
