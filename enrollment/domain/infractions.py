"""Classes of infraction and how grave the harm was: two of the three axes of the sanction matrix (R-10)."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.domain.text import Text


@dataclass(frozen=True, slots=True)
class Infraction:
    """One class. `correctable`: disclosed by the member before notice of an audit, it gives no points (R-44)."""

    code: str
    label: Text
    correctable: bool


@dataclass(frozen=True, slots=True)
class Harm:
    """How much harm was done. `points` is what the step "points" gives, `decay_months` when it stops counting."""

    code: str
    label: Text
    points: int
    decay_months: int


INFRACTIONS: dict[str, Infraction] = {
    entry.code: entry
    for entry in (
        Infraction("SEAL_PAPER", Text("Seal number written wrongly", "Numéro de scellé mal inscrit"), True),
        Infraction("CLERICAL", Text("Clerical error in a filing", "Erreur d'écriture dans une déclaration"), True),
        Infraction("LATE_REPORT", Text("Change reported late", "Changement signalé en retard"), True),
        Infraction(
            "CLASSIFICATION",
            Text("Wrong classification, value or origin", "Classement, valeur ou origine inexacts"),
            True,
        ),
        Infraction(
            "LANE_MISUSE",
            Text("Use of a lane without being entitled to it", "Usage d'une voie sans y avoir droit"),
            False,
        ),
        Infraction(
            "SEAL_INTEGRITY",
            Text("Seal broken, missing or changed unreported", "Scellé brisé, manquant ou changé sans avis"),
            False,
        ),
        Infraction("UNDECLARED", Text("Goods not declared", "Marchandises non déclarées"), False),
        Infraction(
            "SECURITY_GAP",
            Text("Security measure not kept up", "Mesure de sûreté non maintenue"),
            False,
        ),
        Infraction("FALSE_STATEMENT", Text("Knowingly untrue statement", "Déclaration sciemment fausse"), False),
        Infraction("CONTRABAND", Text("Contraband or people smuggled", "Contrebande ou passage de personnes"), False),
    )
}

HARMS: dict[str, Harm] = {
    harm.code: harm
    for harm in (
        Harm("minor", Text("Minor", "Mineur"), 1, 12),
        Harm("moderate", Text("Moderate", "Modéré"), 2, 24),
        Harm("serious", Text("Serious", "Sérieux"), 4, 36),
        Harm("grave", Text("Grave", "Grave"), 6, 60),
    )
}
