"""May this traveller use the member lane here, in this direction, now: yes, or the reason by name (R-02)."""

from __future__ import annotations

from dataclasses import dataclass

from enrollment.domain.links import PROBLEMS
from portal.core.domain.text import Text

ELIGIBLE = "eligible"
NO_SUCH_PORT = "no_such_port"
NOT_ENABLED = "not_enabled"
UNKNOWN = "unknown_card"
NOT_HONOURED = "not_honoured"

REASONS: dict[str, Text] = {
    ELIGIBLE: Text("Eligible", "Admissible"),
    NO_SUCH_PORT: Text("There is no such crossing.", "Ce passage n'existe pas."),
    NOT_ENABLED: Text(
        "This crossing has no NEXUS lane in this direction.", "Ce passage n'a pas de voie NEXUS dans cette direction."
    ),
    UNKNOWN: Text("No NEXUS membership has this number.", "Aucune adhésion NEXUS ne porte ce numéro."),
    NOT_HONOURED: Text(
        "This scheme is not honoured as NEXUS here and now.",
        "Ce statut n'est pas reconnu comme NEXUS ici et maintenant.",
    ),
}


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The answer. `code` is `eligible`, one of REASONS or a problem of the membership; `scheme` where it is recognised."""

    code: str
    scheme: str = ""
    number: str = ""

    @property
    def eligible(self) -> bool:
        return self.code == ELIGIBLE

    @property
    def words(self) -> Text:
        """Give the reason in both languages."""
        if self.code in REASONS:
            return REASONS[self.code]
        problem = PROBLEMS[self.code]
        return Text(f"The holder {problem.en}.", f"Le titulaire {problem.fr}.")
