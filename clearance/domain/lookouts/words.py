"""Words for the parts of an identity and for how two of them compare."""

from __future__ import annotations

from portal.core.domain.text import Text

PARTS: dict[str, Text] = {
    "family": Text("Family name", "Nom de famille"),
    "given": Text("Given names", "Prénoms"),
    "birth_date": Text("Date of birth", "Date de naissance"),
    "number": Text("Plate or number", "Plaque ou numéro"),
    "jurisdiction": Text("Province or state", "Province ou État"),
    "name": Text("Name of the company", "Nom de l'entreprise"),
    "identifiers": Text("Identifying numbers", "Numéros d'identification"),
}
PARTS_OF: dict[str, tuple[str, ...]] = {
    "person": ("family", "given", "birth_date", "identifiers"),
    "plate": ("number", "jurisdiction", "identifiers"),
    "trailer": ("number", "jurisdiction"),
    "company": ("name", "identifiers"),
    "seal": ("number",),
}
DATES: dict[str, Text] = {
    "same": Text("the same date of birth", "même date de naissance"),
    "slip": Text("dates of birth one slip apart", "dates de naissance à une erreur près"),
    "unknown": Text("a date of birth is missing", "une date de naissance manque"),
    "other": Text("another date of birth", "autre date de naissance"),
}
DEGREES: dict[str, Text] = {
    "exact": Text("Exact", "Exacte"),
    "near": Text("Near", "Possible"),
}
