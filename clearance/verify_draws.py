"""Work the random draws of one day out again without the portal: one file, Python 3.8 or newer, nothing else.

    python verify_draws.py 2026-11-26.json [COMMITMENT] [TOKEN]

The first argument is the list the portal publishes after the day. COMMITMENT is the one you noted before the day
began; without it the one in the list is used. With TOKEN (on the page of your trip) only that draw is shown.
Exit status: 0 every draw is as announced, 1 something is not, 2 the list cannot be read.

How a draw is made: the first eight bytes of HMAC-SHA-256(seed, token) are a number; the trip is drawn when it lies
below rate x 2^64. The commitment is the SHA-256 of the seed.
"""

import hashlib
import hmac
import json
import re
import sys

HEX = re.compile("[0-9a-f]{64}")
RATE = re.compile(r"[01]\.[0-9]{5}")


def check(day, commitment=None):
    """Give the faults of one day's list; none means that every draw is as announced."""
    seed = bytes.fromhex(day["seed"])
    faults = []
    if hashlib.sha256(seed).hexdigest() != (commitment or day["commitment"]):
        faults.append("the seed is not the one that was committed to")
    lines = []
    for draw in day["draws"]:
        if not HEX.fullmatch(draw["token"]) or not RATE.fullmatch(draw["rate"]):
            raise ValueError("not a draw: " + json.dumps(draw))
        if hit(seed, draw) != draw["drawn"]:
            faults.append(draw["token"] + " was not drawn as announced")
        mark = "drawn" if draw["drawn"] else "-"
        lines.append(" ".join((draw["token"], draw["tier"], draw["rate"], mark)) + "\n")
    if lines != sorted(lines) or len({line[:64] for line in lines}) != len(lines):
        faults.append("the list is not in order, or names a draw twice")
    if hashlib.sha256("".join(lines).encode()).hexdigest() != day["list_digest"]:
        faults.append("the list is not the one whose digest was recorded")
    return faults


def hit(seed, draw):
    """Say whether one draw hits."""
    number = int.from_bytes(hmac.new(seed, draw["token"].encode(), hashlib.sha256).digest()[:8], "big")
    return number < int(draw["rate"].replace(".", "")) * 2**64 // 100000


def shares(day):
    """Give per tier and rate how many were drawn of how many."""
    counted = {}
    for draw in day["draws"]:
        hits, trials = counted.get((draw["tier"], draw["rate"]), (0, 0))
        counted[draw["tier"], draw["rate"]] = (hits + bool(draw["drawn"]), trials + 1)
    return sorted(counted.items())


def main(arguments):
    """Check one list and say what it holds."""
    if len(arguments) not in (2, 3, 4):
        print(__doc__)
        return 2
    try:
        with open(arguments[1], encoding="utf-8") as file:
            day = json.load(file)
        faults = check(day, arguments[2].lower() if len(arguments) > 2 else None)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print("UNREADABLE: " + str(error))
        return 2
    if len(arguments) == 4:
        own = [draw for draw in day["draws"] if draw["token"] == arguments[3].lower()]
        faults += [] if own else ["the token is not in the list"]
        for draw in own:
            print(draw["tier"] + " at " + draw["rate"] + ": " + ("drawn" if draw["drawn"] else "not drawn"))
    for (tier, rate), (hits, trials) in shares(day):
        print(day["day"] + "  " + tier + " at " + rate + ": " + str(hits) + " of " + str(trials) + " drawn")
    print("\n".join(faults) if faults else "AS ANNOUNCED: " + str(len(day["draws"])) + " draws")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
