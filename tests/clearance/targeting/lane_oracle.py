"""The lane policy in plain sentences, one row each, written without looking at `lanes.py`: the first that fits counts.

A row names what it asks of a case and the lane it gives; what it does not name may be anything. Rows read the case's
plain words ("driver is a member"), never a policy or a function of the product.
"""

from __future__ import annotations

from dataclasses import dataclass

GREEN_FAST, FAST, GENERAL, SECONDARY = "GREEN_FAST", "FAST", "GENERAL", "SECONDARY"


@dataclass(frozen=True, slots=True)
class Case:
    """One truck in plain words.

    `driver` and `carrier`: none, member or green. `load`: green, members, one_outsider (5 of 6 members: more than
    four fifths), two_outsiders (4 of 6: less), outsider (a single shipment of a stranger) or empty.
    `where`: pilot (Green-FAST), partial (driver and carrier are enough, by day), shared (FAST open to all when short),
    mixed (mixed loads) or plain. `open`: all, no_green, none. `wait`: short, long, old or unknown.
    """

    driver: str
    carrier: str
    load: str
    where: str
    open: str
    day: bool
    wait: str
    above: bool
    drawn: bool
    stop: bool


Row = tuple[str, dict[str, object], str]
MEMBERS = ("member", "green")
ROWS: tuple[Row, ...] = (
    ("a mandatory rule stops every truck", {"stop": True}, SECONDARY),
    ("above the cut-off everybody without the presumption is stopped", {"above": True, "presumed": False}, SECONDARY),
    ("who is drawn goes to secondary", {"drawn": True}, SECONDARY),
    ("the presumption gives the Green-FAST lane where one is open", {"presumed": True, "open": ("all",)}, GREEN_FAST),
    ("no FAST lane open: everybody takes the general lane", {"open": ("none",)}, GENERAL),
    ("the presumption gives the FAST lane otherwise", {"presumed": True}, FAST),
    (
        "three member links take the FAST lane",
        {"driver": MEMBERS, "carrier": MEMBERS, "load": ("green", "members")},
        FAST,
    ),
    (
        "an empty truck of members takes the FAST lane wherever that is allowed",
        {"driver": MEMBERS, "carrier": MEMBERS, "load": ("empty",)},
        FAST,
    ),
    (
        "a mixed load of members' shipments for four fifths at least, where mixed loads are allowed",
        {"driver": MEMBERS, "carrier": MEMBERS, "load": ("one_outsider",), "where": ("mixed",)},
        FAST,
    ),
    (
        "driver and carrier are enough where partial FAST is allowed, by day",
        {"driver": MEMBERS, "carrier": MEMBERS, "where": ("partial",), "day": True},
        FAST,
    ),
    (
        "everybody takes the FAST lane where it is shared, while its wait is known, fresh and short",
        {"where": ("shared",), "wait": ("short",)},
        FAST,
    ),
    ("everybody else takes the general lane", {}, GENERAL),
)


def presumed(case: Case) -> bool:
    """Three green links at a pilot crossing; on an empty truck there are two links."""
    return (
        case.driver == "green" and case.carrier == "green" and case.load in ("green", "empty") and case.where == "pilot"
    )


def expected(case: Case) -> tuple[str, str]:
    """Give the lane and the sentence that decides it."""
    for sentence, asked, lane in ROWS:
        if all(_fits(case, name, wanted) for name, wanted in asked.items()):
            return lane, sentence
    raise AssertionError("the last row fits every case")


def _fits(case: Case, name: str, wanted: object) -> bool:
    found = presumed(case) if name == "presumed" else getattr(case, name)
    return found in wanted if isinstance(wanted, tuple) else found == wanted
