"""How names, plates and numbers are brought to one spelling before they are compared (R-98).

Folding changes nothing a reader would call a difference: case, accents, letters of other alphabets, hyphens,
apostrophes. Sounding goes further: spellings of one spoken name become equal, and some others with them, so that
it may find a resemblance and never an identity.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Letters that do not come apart into a letter and an accent, and Cyrillic as in machine-readable passports.
_LETTERS = {
    **dict(zip("ßæœøłđðþıħŧ", _words("ss ae oe o l d d th i h t"), strict=True)),
    **dict(
        zip(
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
            _words("a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia i i ie g"),
            strict=True,
        )
    ),
}
_TRANSLATION = str.maketrans({letter: "" if plain == "-" else plain for letter, plain in _LETTERS.items()})
_SILENT = re.compile(r"['’ʼ`´.]")
_GAP = re.compile(r"[^A-Z0-9]+")

# Small words that come and go in front of a name; they decide nothing unless nothing else is there.
PARTICLES = frozenset(
    _words("DE DU DES DA DI DO DOS D LA LE LES L VAN VON DER DEN TER TEN ZU BIN BEN IBN BINT AL EL UL ABU MC MAC Y E")
)
TITLES = frozenset(_words("MR MRS MS MISS DR M MME MLLE JR SR II III"))
_SHORT = {"ST": "SAINT", "STE": "SAINTE"}
LEGAL_FORMS = frozenset(
    _words("INC INCORPORATED LTD LTEE LIMITED LIMITEE LLC LLP LP CORP CORPORATION CO COMPANY CIE COMPAGNIE SA DE CV")
)
# Words half the trade has in its name: they find nobody.
COMMON_WORDS = frozenset(
    _words(
        "TRUCKING TRUCK TRANSPORT TRANSPORTS TRANSPORTATION LOGISTICS LOGISTIQUE CARRIER CARRIERS FREIGHT EXPRESS "
        "FOODS IMPORTS EXPORTS IMPORT EXPORT TRADING GROUP GROUPE SERVICES INTERNATIONAL CANADA USA AMERICA NORTH "
        "AUTO THE LES AND ET"
    )
)

# In order: what sounds alike in the languages of the crossing and in romanised Arabic, Slavic and Chinese names.
_SOUNDS = (
    ("TSCH", "C"), ("SCH", "S"), ("TCH", "C"), ("SH", "S"), ("CH", "C"), ("PH", "F"), ("GH", "G"), ("KH", "K"),
    ("TH", "T"), ("DH", "D"), ("ZH", "J"), ("CK", "K"), ("QU", "K"), ("TZ", "S"), ("TS", "S"), ("DJ", "J"),
    ("EAU", "O"), ("AUX", "O"), ("AU", "O"), ("OU", "U"), ("OO", "U"), ("EE", "I"), ("EI", "I"), ("AI", "I"),
    ("EY", "I"), ("AY", "I"), ("IE", "I"), ("IY", "I"), ("AE", "E"), ("OE", "O"), ("UE", "U"),
    ("Y", "I"), ("W", "V"), ("Q", "K"), ("X", "KS"), ("Z", "S"), ("C", "K"),
)  # fmt: skip
_REPEATED = re.compile(r"(.)\1+")

# Characters that a camera, a tired eye or a keyboard takes for one another.
LOOK_ALIKES = ("0OQD", "1IL", "2Z", "5S", "6G", "8B")
_ALIKE = str.maketrans({letter: group[0] for group in LOOK_ALIKES for letter in group})


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Give the text in capital letters and digits, words apart by one space."""
    lower = text.casefold().translate(_TRANSLATION)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(letter))
    return _GAP.sub(" ", _SILENT.sub("", plain).upper()).strip()


def name_words(text: str) -> tuple[str, ...]:
    """Give the words of a person's name that count, in the order written."""
    words = [_SHORT.get(word, word) for word in fold(text).split() if word not in TITLES]
    return tuple(word for word in words if word not in PARTICLES) or tuple(words)


def company_words(text: str) -> tuple[str, ...]:
    """Give the words of a firm's name without its legal form."""
    words = fold(text).split()
    return tuple(word for word in words if word not in LEGAL_FORMS) or tuple(words)


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Give one spelling for what is spoken alike; `word` is folded. One letter stays itself."""
    if len(word) < 2:
        return word
    made = word
    for spelt, spoken in _SOUNDS:
        made = made.replace(spelt, spoken)
    made = _REPEATED.sub(r"\1", made)
    return (made[:-1] if len(made) > 3 and made[-1] in "EH" else made) or word


def compact(text: str) -> str:
    """Give a plate, seal or identifier without anything but letters and digits."""
    return fold(text).replace(" ", "")


def alike(text: str) -> str:
    """Give a compact number in which characters taken for one another are the same one."""
    return compact(text).translate(_ALIKE)


def deletions(words: Iterable[str], least: int = 4) -> frozenset[str]:
    """Give each word and, from `least` characters on, the word with any one character left out.

    Two words one slip apart (a letter changed, missing, added, or two neighbours swapped) share one of these.
    """
    made: set[str] = set()
    for word in words:
        made.add(word)
        if len(word) >= least:
            made.update(word[:place] + word[place + 1 :] for place in range(len(word)))
    return frozenset(made)
