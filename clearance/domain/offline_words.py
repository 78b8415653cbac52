"""What the booth says while nobody answers, and the record's side of a conflict in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clearance.domain.transitions import TRIP_WORKFLOW
from portal.core.domain.text import Text

DESK_WORDS: dict[str, Text] = {
    "nothing": Text(
        "Nothing kept here for “{text}”. Scan the lead sheet: its signature is checked on this machine.",
        "Rien n'est gardé ici pour « {text} ». Balayez la feuille : sa signature est vérifiée sur ce poste.",
    ),
    "decided": Text("{number} was decided here already.", "{number} a déjà fait l'objet d'une décision ici."),
    "waiting": Text("waits for the server", "attend le serveur"),
    "undone": Text("Taken back; the server is told.", "Reprise; le serveur en est informé."),
    "tooLate": Text("Ten seconds have passed: nothing to undo.", "Dix secondes ont passé : rien à annuler."),
    "queued": Text(
        "{number}: {kind} kept here, sent when the server is back.",
        "{number} : {kind} gardée ici, transmise au retour du serveur.",
    ),
    "conflicts": Text(
        "{n} decisions met another one in the record: look at them below.",
        "{n} décisions en ont rencontré une autre au dossier : voyez-les ci-dessous.",
    ),
    "cannot": Text("This needs the server: wait until it is back.", "Cet acte exige le serveur : attendez son retour."),
}
SHEET_WORDS: dict[str, Text] = {
    "genuine": Text("Signature right: issued here, unaltered.", "Signature exacte : feuille émise ici, non modifiée."),
    "expired": Text("Genuine, but its time has run out.", "Authentique, mais son délai est écoulé."),
    "superseded": Text("A newer filing is kept here.", "Une déclaration plus récente est gardée ici."),
    "altered": Text("Altered or damaged code: do not trust it.", "Code modifié ou endommagé : ne vous y fiez pas."),
    "unknown_key": Text("Signed by a key not known here.", "Signé par une clé inconnue ici."),
}
REFUSED_WORDS: dict[str, Text] = {
    "cause": Text("A referral needs a cause from the list.", "Un renvoi exige un motif de la liste."),
    "words": Text(
        "This cause needs the fact in at least 40 characters.", "Ce motif exige le fait en au moins 40 caractères."
    ),
    "decided": Text("This truck was decided here already.", "Ce camion a déjà fait l'objet d'une décision ici."),
    "empty": Text("A note needs words.", "Une note doit contenir du texte."),
    "nobody": Text("Sign in once with the server first.", "Ouvrez d'abord une session avec le serveur."),
}


def found_words(found: Mapping[str, Any]) -> Text:
    """Say in one sentence what the record held when the decision arrived."""
    if not found:
        return Text("no such trip at this port.", "aucun voyage de ce genre à ce bureau.")
    state = TRIP_WORKFLOW.state(found["status"]).staff
    names = [f"{entry['agency']} ({entry['owner']})" for entry in found["holds"]]
    names += [f"{entry['agency']} ({entry['officer']})" for entry in found["releases"]]
    names += [f"{entry['cause']} ({entry['officer']})" for entry in found["referrals"]]
    more = f": {', '.join(names)}" if names else ""
    return Text(f"{state.en}, filing {found['filing']}{more}.", f"{state.fr}, déclaration {found['filing']}{more}.")
