"""Labelled pairs: who is the same person, plate or firm, and what the rules may at most and must at least say.

Each row: (left, right, same holder?, degree the rules give). Invented; no row names anybody.
"""

from __future__ import annotations

from datetime import date

from portal.core.domain.matching import COMPANY, EXACT, NEAR, NONE, PERSON, PLATE, SEAL, TRAILER, Identity

Case = tuple[Identity, Identity, bool, str]


def person(text: str, born: str = "", *cards: str) -> Identity:
    family, _, given = text.partition(",")
    return Identity(
        PERSON, family.strip(), given.strip(), date.fromisoformat(born) if born else None, identifiers=cards
    )


def plate(text: str, kind: str = PLATE) -> Identity:
    number, _, place = text.partition(" ")
    return Identity(kind, number=number, jurisdiction=place)


BORN, SWAPPED, SLIPPED, OTHER = "1980-03-07", "1980-07-03", "1981-03-07", "1964-11-25"

PERSONS: list[Case] = [
    # the same name
    (person("Exemple, Conducteur", BORN), person("EXEMPLE, CONDUCTEUR", BORN), True, EXACT),
    (person("Exemple, Conducteur", BORN), person("CONDUCTEUR, EXEMPLE", BORN), True, EXACT),
    (person("Éxêmple-Tést, Renée", BORN), person("EXEMPLE TEST, RENEE", BORN), True, EXACT),
    (person("O'Sample, Jean-Paul", BORN), person("OSAMPLE, JEANPAUL", BORN), True, EXACT),
    (person("Müßter, Jürgen", BORN), person("MUSSTER, JURGEN", BORN), True, EXACT),
    (person("De La Muestra, Ana", BORN), person("MUESTRA, ANA", BORN), True, EXACT),
    (person("St-Exemple, Luc", BORN), person("Saint Exemple, Luc", BORN), True, EXACT),
    (person("Пример, Иван", BORN), person("PRIMER, IVAN", BORN), True, EXACT),
    (person("Exemple, Conducteur", BORN), person("EXEMPLE, CONDUCTEUR", SWAPPED), True, NEAR),
    (person("Exemple, Conducteur", BORN), person("EXEMPLE, CONDUCTEUR", SLIPPED), True, NEAR),
    (person("Exemple, Conducteur", BORN), person("EXEMPLE, CONDUCTEUR"), True, NEAR),
    (person("Exemple, Conducteur", "", "42700012345678"), person("Autre, Nom", OTHER, "4270 0012 345678"), True, EXACT),
    # one person, spelt in another way
    (person("Mustermann, Mohammed", BORN), person("MUSTERMAN, MUHAMMAD", BORN), True, NEAR),
    (person("Tchaikov, Dmitri", BORN), person("CHAIKOV, DMITRY", BORN), True, NEAR),
    (person("Sampel, Stephen", BORN), person("SAMPEL, STEFEN", BORN), True, NEAR),
    (person("Exemple, Conducteur", BORN), person("EXEMPEL, CONDUCTEUR", BORN), True, NEAR),
    (person("Exemple, Conducteur", BORN), person("EXEMPLES, CONDUCTEUR", BORN), True, NEAR),
    (person("Exemple, Catherine Anne", BORN), person("EXEMPLE, KATHERINE", BORN), True, NEAR),
    (person("Exemple, J", BORN), person("EXEMPLE, JULIEN", BORN), True, NEAR),
    (person("Specimen, Yusuf", BORN), person("SPECIMEN, YOUSSOUF", BORN), True, NEAR),
    (person("Hussein-Test, Abdul", BORN), person("HUSAYN TEST, ABDEL", BORN), True, NEAR),
    (person("Zhang-Test, Xiaoming", BORN), person("ZANG TEST, XIAOMING", BORN), True, NEAR),
    (person("Exemple, Conducteur"), person("EXEMPLE, CONDUCTER"), True, NEAR),
    (person("Exampleson, Geoffrey", BORN), person("EXAMPLESON, JEFF", BORN), True, NONE),  # short forms are not known
    (person("Exemple, Marie", BORN), person("NOUVEAUNOM, MARIE", BORN), True, NONE),  # a new family name is not found
    # other people
    (person("Exemple, Conducteur", BORN), person("EXEMPLE, CONDUCTEUR", OTHER), False, NONE),
    (person("Exemple, Conducteur", BORN), person("EXEMPLE, PASSAGERE", BORN), False, NONE),
    (person("Exemple, Conducteur", BORN), person("SPECIMEN, CONDUCTEUR", BORN), False, NONE),
    (person("Smith-Sample, John", BORN), person("SMITH SAMPLE, JOAN", BORN), False, NEAR),  # twins look like this
    (person("Exemple, Marc", BORN), person("EXEMPLE, LUC", BORN), False, NONE),
    (person("Exemple, Marc"), person("EXEMPLE, MARCEL"), False, NONE),
    (person("Lee, Sam", BORN), person("LI, PAM", BORN), False, NONE),
    (person("Test, Ann", OTHER), person("TEST, ANNA", BORN), False, NONE),
    (person("Exemple, Conducteur", BORN), person("EXEMPLE", BORN), False, NONE),
    (person("Dupont-Exemple, Jean", BORN), person("DURAND EXEMPLE, JEAN", BORN), False, NONE),
    (person("Martin, Exemple"), person("MARTINEZ, EXEMPLE"), False, NEAR),
]

THINGS: list[Case] = [
    (plate("AB12345 ON"), plate("ab-123 45 ON".replace(" 4", "4")), True, EXACT),
    (plate("AB12345 ON"), plate("AB12345"), True, NEAR),
    (plate("AB12345"), plate("AB12345 ON"), True, NEAR),
    (plate("AB12345 ON"), plate("A812345 ON"), True, NEAR),
    (plate("AO01I5B ON"), plate("A00115B ON"), True, NEAR),
    (plate("AB12345 ON"), plate("AB1345 ON"), True, NEAR),
    (plate("AB12345 ON"), plate("AB13245 ON"), True, NEAR),
    (plate("AB12345 ON"), plate("AB12345 QC"), False, NONE),
    (plate("AB12345 ON"), plate("AB12346 ON"), False, NONE),
    (plate("AB12345 ON"), plate("XB12345 ON"), False, NONE),
    (plate("TR99812", TRAILER), plate("TR99812", TRAILER), True, NEAR),
    (plate("TR99812 MI", TRAILER), plate("TR99812 MI", TRAILER), True, EXACT),
    (plate("MSCU1234565", TRAILER), plate("MSCU 123456-5".replace(" ", ""), TRAILER), True, EXACT),
    (plate("TR99812", TRAILER), plate("TR99813", TRAILER), False, NONE),
    (plate("AB12345 ON"), plate("AB12345 ON", TRAILER), False, NONE),
    (plate("884213", SEAL), plate("884213", SEAL), True, EXACT),
    (plate("8842I3", SEAL), plate("884213", SEAL), True, NEAR),
    (plate("884213", SEAL), plate("884231", SEAL), False, NONE),
]


def firm(name: str, *codes: str) -> Identity:
    return Identity(COMPANY, name=name, identifiers=codes)


FIRMS: list[Case] = [
    (firm("Example Haulage Inc.", "ZZZZ"), firm("Other Name Ltd", "ZZZZ"), True, EXACT),
    (firm("Example Haulage Inc."), firm("EXAMPLE HAULAGE LTD"), True, NEAR),
    (firm("Transports Exemplaires Ltée"), firm("TRANSPORT EXEMPLAIRES LTEE"), True, NEAR),
    (firm("Exampel Haulage"), firm("EXAMPLE HAULAGE"), True, NEAR),
    (firm("Example Haulage Inc."), firm("SAMPLE HAULAGE INC."), False, NONE),
    (firm("Example Foods"), firm("EXAMPLE STEEL"), False, NONE),
    (firm("Northern Example Trucking"), firm("SOUTHERN EXAMPLE TRUCKING"), False, NONE),
]
CASES = PERSONS + THINGS + FIRMS
