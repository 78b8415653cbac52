"""How times, numbers, weights and identifiers are written in the two languages (ux.md, Words).

Pure functions of a value and a language code; the template tag library `preclear` hands them the active
language. English follows 24 November 2026, 14:05; French follows 24 novembre 2026, 14 h 05.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTHS_FR = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
NO_BREAK = "\u00a0"
POUNDS_PER_KILOGRAM = Decimal("2.2046226218")
_RUN = re.compile(r"[A-Za-z]+|[0-9]+|[^A-Za-z0-9]+")
_LONGEST_RUN = 5
_CARRIER_CODE = 4


def is_french(language: str) -> bool:
    return language.startswith("fr")


def date_words(day: date, language: str) -> str:
    """Write a day in full: `24 November 2026`, `1er novembre 2026`; it may break before the year, for narrow cells."""
    if is_french(language):
        number = "1er" if day.day == 1 else str(day.day)
        return f"{number}{NO_BREAK}{MONTHS_FR[day.month - 1]} {day.year}"
    return f"{day.day}{NO_BREAK}{MONTHS_EN[day.month - 1]} {day.year}"


def clock_words(moment: datetime, language: str) -> str:
    """Write the time of day: `14:05`, `14 h 05`."""
    if is_french(language):
        return f"{moment.hour}{NO_BREAK}h{NO_BREAK}{moment.minute:02d}"
    return f"{moment.hour:02d}:{moment.minute:02d}"


def moment_words(moment: datetime, zone: str, language: str) -> str:
    """Write a moment as the clock of `zone` (an IANA name) shows it. `moment` must know its own zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{date_words(local.date(), language)}, {clock_words(local, language)}"


def duration_words(length: timedelta, language: str) -> str:
    """Write a length of time with its two largest units: `2 d 4 h`, `2 j 4 h`, `35 min`, `12 s`."""
    seconds = abs(int(length.total_seconds()))
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes, left = divmod(rest, 60)
    day = "j" if is_french(language) else "d"
    units = ((days, day), (hours, "h"), (minutes, "min"), (left, "s"))
    first = next((place for place, (count, _) in enumerate(units) if count), len(units) - 1)
    shown = units[first : first + 2] if first < 2 else units[first : first + 1]
    return " ".join(f"{count}{NO_BREAK}{unit}" for count, unit in shown if count or first == len(units) - 1)


def number_words(value: Decimal | int | float, language: str, places: int = 0) -> str:
    """Write a number with thousands apart: `12,400.5`, `12 400,5`; trailing zeros beyond the point are dropped."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    words = f"{exact:,.{places}f}"
    if places:
        words = words.rstrip("0").rstrip(".")
    if is_french(language):
        words = words.replace(",", NO_BREAK).replace(".", ",")
    return words


def weight_words(kilograms: Decimal | int | float, language: str) -> str:
    """Write a weight for both countries: `6,120 kg (13,492 lb)`; grams are kept below ten kilograms."""
    exact = Decimal(str(kilograms))
    places = 0 if abs(exact) >= 10 else 2
    pounds = exact * POUNDS_PER_KILOGRAM
    kilos = number_words(exact, language, 2 if exact != exact.to_integral_value() else 0)
    return f"{kilos}{NO_BREAK}kg ({number_words(pounds, language, places)}{NO_BREAK}lb)"


def money_words(amount: Decimal | int | float, currency: str, language: str) -> str:
    """Write an amount with its currency named: `$1,250.00 CAD`, `1 250,00 $ CA`."""
    exact = Decimal(str(amount)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if not is_french(language):
        return (
            f"${exact:,.2f}{NO_BREAK}{currency}" if currency in ("CAD", "USD") else f"{exact:,.2f}{NO_BREAK}{currency}"
        )
    words = f"{exact:,.2f}".replace(",", NO_BREAK).replace(".", ",")
    sign = {"CAD": f"${NO_BREAK}CA", "USD": f"${NO_BREAK}US"}.get(currency, currency)
    return f"{words}{NO_BREAK}{sign}"


def identifier_groups(value: str) -> list[str]:
    """Cut an identifier into the groups one reads aloud: letters apart from digits, no group above five.

    Separators the identifier itself has stay at the end of their group, so that joining the groups gives
    the identifier back.
    """
    groups: list[str] = []
    for run in _RUN.findall(value.strip()):
        if groups and not run[0].isalnum():
            groups[-1] += run
        else:
            groups.extend(_cut(run))
    return groups


def _cut(run: str) -> list[str]:
    """Cut a run of digits into equal groups of three or four; letters after the four of a carrier code."""
    if len(run) <= _LONGEST_RUN:
        return [run]
    if run.isalpha():
        return [run[:_CARRIER_CODE], *_cut(run[_CARRIER_CODE:])]
    count = -(-len(run) // 4)
    base, extra = divmod(len(run), count)
    sizes = [base + 1] * extra + [base] * (count - extra)
    starts = [sum(sizes[:place]) for place in range(count)]
    return [run[start : start + size] for start, size in zip(starts, sizes, strict=True)]
