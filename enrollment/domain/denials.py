"""What an officer may rest a denial, demotion or suspension on (SOR/2003-323 s. 22 and the published criteria)."""

from __future__ import annotations

from portal.core.domain.text import Text

GROUNDS: dict[str, Text] = {
    "CONDITION_NOT_MET": Text(
        "A condition of the programme is not met", "Une condition du programme n'est pas remplie"
    ),
    "CUSTOMS_CONTRAVENTION": Text(
        "Contravention of customs or trade law", "Contravention aux lois douanières ou commerciales"
    ),
    "UNTRUE_INFORMATION": Text("Information that is not true", "Renseignements inexacts"),
    "CONVICTION": Text("Conviction of an offence", "Condamnation pour une infraction"),
    "INADMISSIBILITY": Text("Inadmissibility to one of the countries", "Interdiction de territoire dans l'un des pays"),
    "SECURITY_PROFILE": Text("Gap in the security profile", "Lacune du profil de sûreté"),
    "DOCUMENT": Text("Document that cannot be accepted", "Document qui ne peut être accepté"),
}
