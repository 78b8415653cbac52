"""What a granted appeal makes happen: a closed list of acts, each carried out by the service it concerns (4.12)."""

from __future__ import annotations

from portal.core.domain.text import Text

RESTORE_TIER = "restore_tier"
RESTORE_MEMBERSHIP = "restore_membership"
REMIT = "remit_application"
EXPUNGE_POINTS = "expunge_points"
CORRECT_RECORD = "correct_record"
DO_NOT_MATCH = "do_not_match"
REFUND = "refund"
RECOMMEND_CHANGE = "recommend_change"

ACTS: dict[str, Text] = {
    RESTORE_TIER: Text("Restore the tier", "Rétablir le niveau"),
    RESTORE_MEMBERSHIP: Text("Restore the membership", "Rétablir l'adhésion"),
    REMIT: Text("Send the application back for a new decision", "Renvoyer la demande pour une nouvelle décision"),
    EXPUNGE_POINTS: Text("Expunge the points", "Radier les points"),
    CORRECT_RECORD: Text("Correct the record", "Corriger le dossier"),
    DO_NOT_MATCH: Text(
        "Never match this person with the look-out again", "Ne plus associer cette personne à l'avis de recherche"
    ),
    REFUND: Text("Give the fee back", "Rembourser les frais"),
    RECOMMEND_CHANGE: Text("Recommend a change of the rule", "Recommander une modification de la règle"),
}
