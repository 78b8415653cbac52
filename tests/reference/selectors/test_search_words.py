"""The goods search measured on everyday words of a loading dock: synonyms, plurals, accents, slips of the finger (R-24).

Each word must find its heading among the first five; the share that does so, and the share that has it first, are the
quality of the search. A change of the search or of its words that makes it worse fails here.
"""

from __future__ import annotations

import pytest

from portal.reference.selectors import hs_search

pytestmark = pytest.mark.usefixtures("reference_data")

# typed: any of these headings (four digits)
EVERYDAY: dict[str, dict[str, str]] = {
    "en": {
        "couch": "9401",
        "sofas": "9401",
        "mattress": "9404",
        "laptop": "8471",
        "cell phone": "8517",
        "fridge": "8418",
        "washing machine": "8450",
        "t-shirts": "6109",
        "jeans": "6203 6204",
        "winter coats": "6201 6202 6101 6102",
        "running shoes": "6402 6403 6404",
        "apples": "0808",
        "blueberries": "0810 0811",
        "carrots": "0706",
        "chicken wings": "0207 1602",
        "ground beef": "0201 0202",
        "eggs": "0407",
        "potato chips": "2005",
        "bread": "1905",
        "dog food": "2309",
        "bottled water": "2201",
        "wine": "2204",
        "plywood": "4412",
        "drywall": "6809",
        "window frames": "7610 3925 4418",
        "nails": "7317",
        "screws": "7318",
        "copper pipe": "7411",
        "car seats": "9401",
        "windshield": "7007",
        "snow tires": "4011",
        "motor oil": "2710",
        "paint": "3208 3209 3210",
        "toilet paper": "4818",
        "paper towels": "4818",
        "garbage bags": "3923",
        "books": "4901",
        "shampoo": "3305",
        "aspirin": "3004",
        "bicycles": "8712",
        "toys": "9503",
        "golf clubs": "9506",
        "batteries": "8506 8507",
        "light bulbs": "8539",
        "solar panels": "8541",
        "forklift": "8427",
        "excavator": "8429",
        "fertilizer": "3102 3103 3104 3105 3101",
    },
    "fr": {
        "canapé": "9401",
        "divans": "9401",
        "matelas": "9404",
        "ordinateur portable": "8471",
        "cellulaires": "8517",
        "réfrigérateur": "8418",
        "laveuse": "8450",
        "chandails": "6110",
        "manteaux d'hiver": "6201 6202 6101 6102",
        "souliers": "6402 6403 6404 6405",
        "pommes": "0808",
        "bleuets": "0810 0811",
        "carottes": "0706",
        "bœuf haché": "0201 0202",
        "oeufs": "0407",
        "croustilles": "2005",
        "pain": "1905",
        "nourriture pour chiens": "2309",
        "eau embouteillée": "2201",
        "contreplaqué": "4412",
        "panneaux de gypse": "6809",
        "clous": "7317",
        "vis": "7318",
        "tuyaux de cuivre": "7411",
        "pare-brise": "7007",
        "huile à moteur": "2710",
        "peinture": "3208 3209 3210",
        "papier de toilette": "4818",
        "essuie-tout": "4818",
        "sacs à ordures": "3923",
        "livres": "4901",
        "shampooing": "3305",
        "vélos": "8712",
        "jouets": "9503",
        "piles": "8506",
        "ampoules": "8539",
        "panneaux solaires": "8541",
        "chariot élévateur": "8427",
        "engrais": "3102 3103 3104 3105 3101",
        "bière": "2203",
        "bois de construction": "4407",
        "bardeaux d'asphalte": "6807",
    },
}
SLIPS: dict[str, dict[str, str]] = {
    "en": {
        "matress": "9404",
        "refridgerator": "8418",
        "bicycels": "8712",
        "plywod": "4412",
        "shampo": "3305",
        "bluberries": "0810 0811",
        "fertiliser": "3102 3103 3104 3105 3101",
        "tyres": "4011",
    },
    "fr": {
        "matelat": "9404",
        "refrigerateur": "8418",
        "contreplaque": "4412",
        "shampoing": "3305",
        "carrottes": "0706",
        "jouet": "9503",
        "pneu": "4011",
        "bieres": "2203",
    },
}
CASES = [
    (lang, typed, wanted)
    for table in (EVERYDAY, SLIPS)
    for lang, rows in table.items()
    for typed, wanted in rows.items()
]
SHARE_FIRST = 0.8


def headings(lang: str, typed: str) -> list[str]:
    return [hit.code[:4] for hit in hs_search(typed, limit=5, lang=lang)]


@pytest.mark.parametrize(("lang", "typed", "wanted"), CASES, ids=[f"{lang} {typed}" for lang, typed, _ in CASES])
def test_an_everyday_word_finds_its_heading(lang: str, typed: str, wanted: str) -> None:
    assert set(wanted.split()) & set(headings(lang, typed)), headings(lang, typed)


def test_most_words_have_it_first() -> None:
    found = [headings(lang, typed) for lang, typed, _ in CASES]
    first = sum(bool(rows) and rows[0] in wanted for rows, (_, _, wanted) in zip(found, CASES, strict=True))
    assert first / len(CASES) >= SHARE_FIRST, f"{first} of {len(CASES)}"
