"""Why an agency refuses a loop, or ends one: a closed list, each with what to do about it (architecture rule 8)."""

from __future__ import annotations

from collections.abc import Mapping

from portal.core.domain.reasons import Reason
from portal.core.domain.text import Text

LOOP_REASONS: Mapping[str, tuple[Text, Text]] = {
    "plants": (
        Text(
            "A plant named in the loop could not be confirmed at its address.",
            "Une usine nommée dans la boucle n'a pu être confirmée à son adresse.",
        ),
        Text(
            "Propose the next version with the site as it is registered, and name somebody who can be asked there.",
            "Proposez la version suivante avec le site tel qu'il est inscrit, et nommez qui peut y être joint.",
        ),
    ),
    "parts": (
        Text(
            "The codes of the parts are wider than what the plants exchange.",
            "Les codes des pièces dépassent ce que les usines s'échangent.",
        ),
        Text(
            "Propose the next version with six digits or more for each part.",
            "Proposez la version suivante avec six chiffres ou plus par pièce.",
        ),
    ),
    "frequency": (
        Text(
            "The trips a week do not agree with the crossings on record.",
            "Les voyages par semaine ne concordent pas avec les passages au dossier.",
        ),
        Text(
            "Propose the next version with the trips of the last three months.",
            "Proposez la version suivante avec les voyages des trois derniers mois.",
        ),
    ),
    "findings": (
        Text(
            "Findings about this chain or its carriers are still open.",
            "Des constats visant cette chaîne ou ses transporteurs sont encore ouverts.",
        ),
        Text(
            "Close the corrective plan first, then propose the loop again.",
            "Terminez d'abord le plan correctif, puis proposez la boucle de nouveau.",
        ),
    ),
    "membership": (
        Text(
            "The company or a carrier of the loop is not a member in good standing.",
            "L'entreprise ou un transporteur de la boucle n'est pas membre en règle.",
        ),
        Text(
            "Propose the loop again once every company in it is a member.",
            "Proposez la boucle de nouveau une fois toutes ses entreprises membres.",
        ),
    ),
}
APPEAL = Text(
    "Propose the loop again as its next version; a supervisor of the other agency may be asked in writing to look at it.",
    "Proposez la boucle de nouveau; un superviseur de l'autre organisme peut être saisi par écrit.",
)


def loop_reason(code: str, label: str, version: int) -> Reason | None:
    """Give the whole reason for a code of the list; None for one that is not on it."""
    known = LOOP_REASONS.get(code)
    if known is None:
        return None
    words, fix = known
    return Reason(f"loop.{code}", words, f"loop:{label} v{version}", fix, APPEAL).check()
