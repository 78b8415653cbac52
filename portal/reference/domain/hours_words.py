"""Hours as people read them, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from portal.core.domain.text import Text
from portal.reference.domain.hours import HoursRow

DAYS = (
    Text("Monday", "lundi"),
    Text("Tuesday", "mardi"),
    Text("Wednesday", "mercredi"),
    Text("Thursday", "jeudi"),
    Text("Friday", "vendredi"),
    Text("Saturday", "samedi"),
    Text("Sunday", "dimanche"),
)
ALWAYS = Text("24 hours a day, every day", "24 heures sur 24, tous les jours")
UNKNOWN = Text("Hours not known", "Heures inconnues")


def days_words(days: str) -> Text:
    """Write weekdays: `12345` is Monday to Friday, `135` a list."""
    if days == "1234567":
        return Text("every day", "tous les jours")
    named = [DAYS[int(digit) - 1] for digit in days]
    if len(days) > 2 and days in "1234567":
        first, last = named[0], named[-1]
        return Text(f"{first.en} to {last.en}", f"du {first.fr} au {last.fr}")
    return Text(", ".join(day.en for day in named), ", ".join(day.fr for day in named))


def minute_words(minute: int) -> Text:
    """Write a minute of the day: 480 is 08:00 or 8 h 00."""
    hour, rest = divmod(minute, 60)
    return Text(f"{hour:02}:{rest:02}", f"{hour} h {rest:02}")


def row_words(row: HoursRow) -> Text:
    """Write one weekly row."""
    if row.always:
        return ALWAYS
    days = days_words(row.days)
    if row.all_day:
        return Text(f"24 hours, {days.en}", f"24 heures, {days.fr}")
    opens, closes = minute_words(row.opens), minute_words(row.closes)
    return Text(f"{opens.en} to {closes.en}, {days.en}", f"de {opens.fr} à {closes.fr}, {days.fr}")


def rows_words(rows: Sequence[HoursRow]) -> Text:
    """Write all weekly rows of a service, or that its hours are not known."""
    if not rows:
        return UNKNOWN
    words = [row_words(row) for row in rows]
    return Text("; ".join(text.en for text in words), "; ".join(text.fr for text in words))
