"""Country codes are those of ISO 3166."""

from __future__ import annotations

from collections.abc import Iterator

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import line_path, lines, parties
from portal.core.domain.text import Text

CODE = "CLR_N072"

RULE = Rule(
    code=CODE,
    title=Text("Known country", "Pays connu"),
    message=Text("There is no country “{code}”.", "Il n'y a pas de pays « {code} »."),
    fix=Text(
        "Give the two-letter code of the country, for example CA, US or MX.",
        "Donnez le code à deux lettres du pays, par exemple CA, US ou MX.",
    ),
    source="ISO 3166-1; ACE error 470",
)


def _places(manifest: Manifest) -> Iterator[tuple[str, str]]:
    yield "conveyance.plate_country", manifest.conveyance.plate_country
    for number, item in enumerate(manifest.equipment):
        yield f"equipment[{number}].plate_country", item.plate_country
    for number, person in enumerate(manifest.crew):
        yield f"crew[{number}].citizenship", person.citizenship
        for position, document in enumerate(person.documents):
            yield f"crew[{number}].documents[{position}].country", document.country
    for number, shipment in enumerate(manifest.shipments):
        yield f"shipments[{number}].loading_country", shipment.loading_country
    for path, party in parties(manifest):
        yield f"{path}.country", party.country


def check(manifest: Manifest, context: Context) -> Findings:
    known = context.countries
    if known is None:
        return
    for path, code in _places(manifest):
        if code and code not in known:
            yield RULE.item(path, code, code=code)
    for number, position, line in lines(manifest):
        for field in ("origin", "marked_origin"):
            code = getattr(line, field)
            if code and code not in known:
                yield RULE.item(line_path(number, position, field), code, code=code)
