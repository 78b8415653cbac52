"""Work the audit draw of one month out again without the portal: one file, Python 3.8 or newer, nothing else.

    python verify_audits.py 2026-11.json [COMMITMENT] [TOKEN]

The first argument is the list the portal publishes with the draw. COMMITMENT is the one you noted before the month
began; without it the one in the list is used. With TOKEN (the SHA-256 of "preclear audit 1", a line feed and the
identifier in the address of your trip) only that movement is shown.
Exit status: 0 the draw is as announced, 1 something is not, 2 the list cannot be read.

How the draw is made: each movement has a number for each part, the first eight bytes of HMAC-SHA-256(seed, part + " " +
token). The part "random" takes the lowest numbers of all movements; the part "risk", from those left, the lowest of the
number divided by the movement's weight, rounded down. Each part takes its share of the list in thousandths, rounded up.

A month may also hold "facilities": sites drawn for an unannounced visit from the same seed, the lowest numbers of
"visit " + token. TOKEN may be one of theirs: the SHA-256 of "preclear visit 1", a line feed, the month as in 2026-11, a
line feed and the identifier of the site.
"""

import hashlib
import hmac
import json
import re
import sys

HEX = re.compile("[0-9a-f]{64}")
PARTS = ("random", "risk")


def check(month, commitment=None):
    """Give the faults of one month's list; none means that the draw is as announced."""
    seed = bytes.fromhex(month["seed"])
    faults = []
    if hashlib.sha256(seed).hexdigest() != (commitment or month["commitment"]):
        faults.append("the seed is not the one that was committed to")
    rows = month["movements"]
    lines = []
    for row in rows:
        if not HEX.fullmatch(row["token"]) or not isinstance(row["weight"], int) or row["weight"] < 1:
            raise ValueError("not a movement: " + json.dumps(row))
        lines.append(" ".join((row["token"], str(row["weight"]), row["part"] or "-", str(row["place"]))) + "\n")
    if len({row["token"] for row in rows}) != len(rows):
        faults.append("the list names a movement twice")
    if hashlib.sha256("".join(sorted(lines)).encode()).hexdigest() != month["list_digest"]:
        faults.append("the list is not the one whose digest was recorded")
    again = draw(seed, rows, month["shares"])
    for row in rows:
        if again.get(row["token"], ("", 0)) != (row["part"], row["place"]):
            faults.append(row["token"] + " was not drawn as announced")
    return faults + check_facilities(seed, month.get("facilities"))


def check_facilities(seed, drawn):
    """Give the faults of the month's facilities; none without any."""
    if not drawn:
        return []
    rows, faults = drawn["list"], []
    for row in rows:
        if not HEX.fullmatch(row["token"]) or not isinstance(row["place"], int):
            raise ValueError("not a facility: " + json.dumps(row))
    if len({row["token"] for row in rows}) != len(rows):
        faults.append("the list names a facility twice")
    lines = sorted(row["token"] + " " + str(row["place"]) + "\n" for row in rows)
    if hashlib.sha256("".join(lines).encode()).hexdigest() != drawn["list_digest"]:
        faults.append("the list of facilities is not the one whose digest was recorded")
    order = sorted((row["token"] for row in rows), key=lambda token: (number(seed, "visit", (token, 1)), token))
    again = {token: place for place, token in enumerate(order[: -(-len(rows) * drawn["share"] // 1000)], 1)}
    for row in rows:
        if again.get(row["token"], 0) != row["place"]:
            faults.append(row["token"] + " was not drawn as announced")
    return faults


def draw(seed, rows, shares):
    """Draw the month again; gives part and place by token."""
    found = {}
    left = [(row["token"], row["weight"]) for row in rows]
    for part in PARTS:
        left.sort(key=lambda row: (number(seed, part, row), row[0]))
        count = -(-len(rows) * shares[part] // 1000)
        for place, row in enumerate(left[:count], 1):
            found[row[0]] = (part, place)
        left = left[count:]
    return found


def number(seed, part, row):
    """Give the number a movement is ordered by in a part."""
    token, weight = row
    digest = hmac.new(seed, (part + " " + token).encode(), hashlib.sha256).digest()
    value = int.from_bytes(digest[:8], "big")
    return value if part == "random" else value // weight


def main(arguments):
    """Check one list and say what it holds."""
    if len(arguments) not in (2, 3, 4):
        print(__doc__)
        return 2
    try:
        with open(arguments[1], encoding="utf-8") as file:
            month = json.load(file)
        faults = check(month, arguments[2].lower() if len(arguments) > 2 else None)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print("UNREADABLE: " + str(error))
        return 2
    if len(arguments) == 4:
        own = [row for row in month["movements"] if row["token"] == arguments[3].lower()]
        sites = [
            row for row in (month.get("facilities") or {"list": []})["list"] if row["token"] == arguments[3].lower()
        ]
        faults += [] if own or sites else ["the token is not in the list"]
        for row in sites:
            print("facility: " + ("drawn" if row["place"] else "not drawn"))
        for row in own:
            print("weight " + str(row["weight"]) + ": " + (row["part"] or "not drawn"))
    for part in PARTS:
        drawn = sum(row["part"] == part for row in month["movements"])
        print(month["month"] + "  " + part + ": " + str(drawn) + " of " + str(len(month["movements"])) + " drawn")
    if month.get("facilities"):
        rows = month["facilities"]["list"]
        print(
            month["month"]
            + "  facilities: "
            + str(sum(row["place"] > 0 for row in rows))
            + " of "
            + str(len(rows))
            + " drawn"
        )
    print("\n".join(faults) if faults else "AS ANNOUNCED: " + str(len(month["movements"])) + " movements")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
