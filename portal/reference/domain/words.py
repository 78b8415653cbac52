"""Words of a search, in two languages: folded, cut and lightly stemmed, the same way for texts and queries.

French words are kept in a PostgreSQL index without a language of its own, so the folding here is what makes
`Plaquettes de frein` and `plaquette frein` meet. English descriptions use PostgreSQL's English stemmer.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from portal.reference.domain.goods import CODE_LENGTH, code_digits

MOST_WORDS = 6
LONGEST_WORD = 40
SHORTEST_CODE = 4
STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "au",
        "aux",
        "avec",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "ou",
        "par",
        "pour",
        "sur",
        "un",
        "une",
    ]
)
_WORD = re.compile(r"[a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "’": "'"})


def fold(text: str) -> str:
    """Lower the case and take accents and ligatures off: `Œufs frais` becomes `oeufs frais`."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.translate(_LIGATURES).casefold())
    return "".join(character for character in spread if not unicodedata.combining(character))


def words(text: str) -> list[str]:
    """Give the folded words that carry meaning; when all of them are stop words, all of them."""
    found = [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]
    return [word for word in found if word not in STOP_WORDS] or found


def stem(word: str) -> str:
    """Take plural and feminine endings off, lightly: enough for tomatoes, freins, congelées."""
    if len(word) <= 3 or word.isdecimal():
        return word
    for ending, replacement in (("oes", "o"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + replacement
    if word.endswith(("eaux", "yaux")):
        return word[:-1]
    if word.endswith("aux") and len(word) > 5:
        return word[:-3] + "al"
    if word[-1] in "sx" and not word.endswith("ss"):
        word = word[:-1]
    while len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word


def term(phrase: str) -> str:
    """Give the form in which a trade word is compared: `Brake pads` and `brake pad` are the same term."""
    return " ".join(stem(word) for word in words(phrase))


@dataclass(frozen=True, slots=True)
class Query:
    """What a person typed: a code prefix, words, or both."""

    code: str
    words: tuple[str, ...]

    @property
    def term(self) -> str:
        return " ".join(stem(word) for word in self.words)

    @property
    def empty(self) -> bool:
        return not self.code and not self.words


def parse(text: str) -> Query:
    """Split what was typed. Digits alone are a code at any length; among words only from four digits on."""
    digits = code_digits(text)
    if digits and not re.search(r"[^\d\s.,-]", text):
        return Query(digits[:CODE_LENGTH], ())
    found = words(text)[:MOST_WORDS]
    codes = [word for word in found if word.isdecimal() and len(word) >= SHORTEST_CODE]
    return Query(codes[0][:CODE_LENGTH] if codes else "", tuple(word for word in found if word not in codes))
