"""Packaging codes come from the list both agencies' lists are mapped to."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import line_path, lines
from portal.core.domain.text import Text

CODE = "CLR_N089"

RULE = Rule(
    code=CODE,
    title=Text("Known packaging", "Emballage connu"),
    message=Text("There is no packaging code “{code}”.", "Il n'y a pas de code d'emballage « {code} »."),
    fix=Text(
        "Choose a code from the list, for example CTN for cartons.",
        "Choisissez un code dans la liste, par exemple CTN pour des cartons.",
    ),
    source="ACE and CBSA packaging lists",
)


def check(manifest: Manifest, context: Context) -> Findings:
    known = context.packages
    if known is None:
        return
    for number, position, line in lines(manifest):
        if line.package_code and line.package_code not in known:
            path = line_path(number, position, "package_code")
            yield RULE.item(path, line.package_code, code=line.package_code)
