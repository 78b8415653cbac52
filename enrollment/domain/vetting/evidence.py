"""References to evidence: `kind:reference`. What lies outside the house is named by its register (R-37)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.core.domain.text import Text

REGISTERS: dict[str, Text] = {
    "court": Text("Court records", "Dossiers judiciaires"),
    "police": Text("Police records", "Dossiers de police"),
    "customs": Text("Customs enforcement records", "Dossiers d'exécution douanière"),
    "immigration": Text("Immigration records", "Dossiers d'immigration"),
    "licensing": Text("Licensing authority", "Autorité de délivrance des permis"),
    "companies": Text("Register of companies", "Registre des entreprises"),
    "bankruptcy": Text("Register of insolvencies", "Registre des faillites"),
    "interview": Text("Notes of an interview", "Notes d'entrevue"),
    "application": Text("The application itself", "La demande elle-même"),
}
_SHAPE = re.compile(r"([a-z_]{3,20}):([^\s:][^\s]{1,78})")
_NUMBERED = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference taken apart. `external` ones name a register of another house: shape is all that can be checked."""

    kind: str
    key: str

    @property
    def external(self) -> bool:
        return self.kind in REGISTERS

    @property
    def well_formed(self) -> bool:
        """A register's number has a digit; a bare word is no reference."""
        return not self.external or bool(_NUMBERED.search(self.key))


def reference_read(text: str) -> Reference | None:
    """Take `kind:reference` apart; None for anything else."""
    found = _SHAPE.fullmatch(text.strip())
    return Reference(found.group(1), found.group(2)) if found else None
