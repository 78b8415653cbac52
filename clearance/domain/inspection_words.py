"""What a secondary inspection may find and look at: closed lists, both languages (4.7, R-37)."""

from __future__ import annotations

from portal.core.domain.text import Text

CLEAN, PAPER, FINDING = "clean", "paper", "finding"
RESULTS: dict[str, Text] = {
    CLEAN: Text("Nothing found", "Rien à signaler"),
    PAPER: Text("Paper discrepancy, to be audited later", "Écart documentaire, à vérifier plus tard"),
    FINDING: Text("Security finding", "Constat de sûreté"),
}
CHECKS: dict[str, Text] = {
    "seal": Text("Seal checked against the filing", "Sceau comparé à la déclaration"),
    "identity": Text("Driver, plate and trailer checked", "Conducteur, plaque et remorque vérifiés"),
    "tailgate": Text("Tailgate examination", "Examen à l'arrière"),
    "image": Text("Imaging", "Imagerie"),
    "unload": Text("Unloaded in part or in full", "Déchargement partiel ou complet"),
    "documents": Text("Documents examined", "Documents examinés"),
}
# What the cause of a referral calls for first; the officer may tick more.
FIRST_CHECKS: dict[str, tuple[str, ...]] = {
    "1": ("seal",),
    "2": ("identity",),
    "3": ("image",),
    "4": ("identity", "tailgate"),
    "5": ("identity",),
    "6": ("seal", "tailgate"),
    "7": ("documents",),
    "8": ("seal", "tailgate", "image"),
    "9": ("documents",),
    "10": ("documents", "unload"),
    "11": ("documents",),
}


def called_for(cause: str) -> tuple[str, ...]:
    """Give the checks that the cause calls for, `G1` and `GF1` alike."""
    return FIRST_CHECKS.get(cause.lstrip("GF"), ())
