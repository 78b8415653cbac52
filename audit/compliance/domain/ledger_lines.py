"""The figures of a ledger as lines: one list for the page, the PDF and the spreadsheet, each with its base (R-99)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from audit.compliance.domain.ledger import PER, Difference, Rate, Saved
from portal.core.domain.formatting import money_words, number_words
from portal.core.domain.text import Text

LANGUAGES = ("en", "fr")
CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: its code for machines, words, value with interval and base, and how it is counted.

    `value`, `low`, `high` are what a spreadsheet gets; None without a base. `shown` and `interval` are for people.
    """

    code: str
    label: Text
    shown: Text
    interval: Text
    n: int
    definition: Text
    value: float | None
    low: float | None = None
    high: float | None = None
    tone: str = "neutral"


NOTHING = Text("no base yet", "pas encore de base")
EMPTY = Text("", "")
PER_100 = Text("per 100 movements", "par 100 passages")


def both(words: Callable[[str], str]) -> Text:
    return Text(words("en"), words("fr"))


def interval_words(low: float, high: float, places: int = 1) -> Text:
    """Write an interval: “95 % interval: 1.2 to 3.4”."""
    en, fr = ([number_words(value, language, places) for value in (low, high)] for language in LANGUAGES)
    return Text(f"95 % interval: {en[0]} to {en[1]}", f"intervalle à 95 % : {fr[0]} à {fr[1]}")


def rate_line(code: str, label: Text, definition: Text, rate: Rate | None) -> Line:
    """Give a rate per 100 movements."""
    if rate is None:
        return Line(code, label, NOTHING, EMPTY, 0, definition, None)
    value, (low, high) = rate.share * PER, (bound * PER for bound in rate.bounds)
    shown = both(lambda language: number_words(value, language, 1))
    return Line(code, label, shown, interval_words(low, high), rate.n, definition, value, low, high)


def gap_line(code: str, label: Text, definition: Text, gap: Difference | None, n: int) -> Line:
    """Give a difference of two rates per 100 movements: less is good, more is not, where the interval says so."""
    if gap is None:
        return Line(code, label, NOTHING, EMPTY, 0, definition, None)
    value, low, high = (part * PER for part in (gap.value, gap.low, gap.high))
    tone = "good" if gap.fell else "warn" if gap.rose else "neutral"
    return Line(code, label, signed(value), interval_words(low, high), n, definition, value, low, high, tone)


def minutes_lines(found: Saved) -> tuple[Line, Line]:
    """Give minutes saved per movement and in all."""
    if found.each is None or found.all is None:
        each = Line("minutes_each", EACH, NOTHING, EMPTY, 0, EACH_MEANS, None)
        return each, Line("minutes_all", ALL, NOTHING, EMPTY, 0, ALL_MEANS, None)
    gap, n = found.each, found.movements
    tone = "good" if gap.rose else "warn" if gap.fell else "neutral"
    words = interval_words(gap.low, gap.high)
    each = Line("minutes_each", EACH, signed(gap.value), words, n, EACH_MEANS, gap.value, gap.low, gap.high, tone)
    low, high = gap.low * n, gap.high * n
    shown = both(lambda language: number_words(found.all or 0, language))
    return each, Line("minutes_all", ALL, shown, interval_words(low, high, 0), n, ALL_MEANS, found.all, low, high, tone)


def promise_line(rate: Rate | None, target: float) -> Line:
    """Give the share of releases that came within the promised time, in per cent."""
    if rate is None:
        return Line("promise", PROMISE, NOTHING, EMPTY, 0, PROMISE_MEANS, None)
    value, (low, high) = rate.share * PER, (bound * PER for bound in rate.bounds)
    shown = both(lambda language: f"{number_words(value, language, 1)} %")
    tone = "good" if low / PER >= target else "warn" if high / PER < target else "neutral"
    return Line("promise", PROMISE, shown, interval_words(low, high), rate.n, PROMISE_MEANS, value, low, high, tone)


def money_line(code: str, label: Text, definition: Text, amount: Decimal, n: int) -> Line:
    shown = both(lambda language: money_words(amount, CURRENCY, language))
    return Line(code, label, shown, EMPTY, n, definition, float(amount))


def signed(value: float) -> Text:
    """Write a difference with its sign: +1.2, −0.4."""
    sign = "+" if value > 0 else "\u2212" if value < 0 else ""
    return both(lambda language: f"{sign}{number_words(abs(value), language, 1)}")


EACH = Text("Minutes saved per movement", "Minutes gagnées par passage")
EACH_MEANS = Text(
    "Mean time from the first reader to the release of both agencies of non-members' like movements, less yours; "
    "weighted by your movements. Movements no reader saw are left out.",
    "Temps moyen du premier lecteur à la mainlevée des deux organismes des passages semblables de non-membres, "
    "moins le vôtre; pondéré selon vos passages. Les passages qu'aucun lecteur n'a vus sont exclus.",
)
ALL = Text("Minutes saved in all", "Minutes gagnées en tout")
ALL_MEANS = Text(
    "The mean per movement, times your movements with a measured time.",
    "La moyenne par passage, multipliée par vos passages dont le temps est mesuré.",
)
PROMISE = Text("Released within the promised time", "Mainlevées dans le délai promis")
PROMISE_MEANS = Text(
    "Of your movements with a measured time, the share released within the minutes promised to your tier that day.",
    "Parmi vos passages dont le temps est mesuré, la part libérée dans les minutes promises à votre niveau ce jour-là.",
)
