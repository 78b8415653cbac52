"""Free text as both countries' systems take it: capitals of the basic Latin alphabet, in both syntaxes the same.

The basic sets of X12 and of UN/EDIFACT level A meet in these characters. What has no place there is written
with what looks like it, so that both agencies get the same words whatever syntax carries them.
"""

from __future__ import annotations

import unicodedata

ALLOWED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-()/=&!\"%;'+:?")
_ALIKE = {
    "ß": "SS",
    "æ": "AE",
    "Æ": "AE",
    "œ": "OE",
    "Œ": "OE",
    "ø": "O",
    "Ø": "O",
    "ł": "L",
    "Ł": "L",
    "đ": "D",
    "Đ": "D",
    "þ": "TH",
    "Þ": "TH",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "−": "-",
    "…": "...",
    "×": "X",
    "°": " DEG ",
    "@": " AT ",
    "$": " DOLLARS ",
    "€": " EUR ",
    "£": " GBP ",
    "*": "-",
    "~": "-",
    "_": "-",
    ">": ")",
    "<": "(",
    "[": "(",
    "]": ")",
    "{": "(",
    "}": ")",
    "\\": "/",
    "|": "/",
    "#": " NO. ",
    "^": "-",
    "`": "'",
}
_TABLE = str.maketrans(_ALIKE)
UNKNOWN = "-"


def plain(text: str, size: int = 0) -> str:
    """Write a text in the characters both agencies take; cut to `size` when one is given.

    A letter with an accent loses it, a sign becomes its word, what is left becomes a hyphen. Doing it twice
    changes nothing.
    """
    if not ALLOWED.issuperset(text):
        loose = unicodedata.normalize("NFKD", text.translate(_TABLE)).translate(_TABLE).upper()
        text = "".join(
            letter if letter in ALLOWED else UNKNOWN for letter in loose if not unicodedata.combining(letter)
        )
    text = " ".join(text.split())
    return text[:size].rstrip() if size else text
