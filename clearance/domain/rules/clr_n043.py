"""A travel document names its type and who issued it; licences also name the province or state."""

from __future__ import annotations

from clearance.domain.codes import DOCUMENTS, DOCUMENTS_OF_A_PROVINCE
from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N043"
_TYPE = Text("a type from the list", "un type de la liste")
_PROVINCE = Text("the province or state of issue", "la province ou l'État de délivrance")
_COUNTRY = Text("the country of issue", "le pays de délivrance")

RULE = Rule(
    code=CODE,
    title=Text("Document complete", "Document complet"),
    message=Text("The document {number} needs {name}.", "Il manque au document {number} : {name}."),
    fix=Text("Fill in {name}, as printed on the document.", "Inscrivez {name}, tel qu'imprimé sur le document."),
    source="ACE travel document list",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    for number, person in enumerate(manifest.crew):
        for position, document in enumerate(person.documents):
            path = f"crew[{number}].documents[{position}]"
            if document.type and document.type not in DOCUMENTS:
                yield RULE.item(f"{path}.type", document.type, number=document.number, name=_TYPE)
            if document.type in DOCUMENTS_OF_A_PROVINCE and not document.jurisdiction:
                yield RULE.item(f"{path}.jurisdiction", number=document.number, name=_PROVINCE)
            elif document.type and not document.country and not document.jurisdiction:
                yield RULE.item(f"{path}.country", number=document.number, name=_COUNTRY)
