"""Example rates for the goods of the demonstration: made up, to show the comparison. No tariff says so."""

from __future__ import annotations

from portal.site.seed.trucks import GOODS

SOURCE = "Example of the demonstration, not a tariff"
# Canada and the United States, in per cent, in the order of GOODS: less than two points apart, exactly two, and more.
RATES = (
    ("3.0", "1.5"), ("2.0", "2.0"), ("4.5", "2.5"), ("6.5", "3.0"), ("0.0", "0.0"), ("5.0", "1.0"),
    ("9.5", "0.0"), ("0.0", "1.9"), ("4.0", "4.9"), ("0.0", "2.1"), ("6.0", "5.0"),
)  # fmt: skip


def example_rates() -> str:
    """Give the file that `load_tariffs` reads."""
    rows = [
        f"{goods[1]},{canada},{united_states},2026-01-01,{SOURCE!r}".replace("'", '"')
        for goods, (canada, united_states) in zip(GOODS, RATES, strict=True)
    ]
    return "\n".join(["code,canada,united_states,valid_from,source", *rows])
