"""What happened to a trip, in the words its carrier reads. An event without words here is not shown to traders."""

from __future__ import annotations

from portal.core.domain.text import Text

PUBLIC_EVENTS: dict[str, Text] = {
    "clearance.trip.filed": Text("Sent to both agencies", "Transmis aux deux organismes"),
    "clearance.trip.scored": Text("Lane advised", "Voie conseillée"),
    "clearance.trip.accepted": Text("Accepted by both agencies", "Accepté par les deux organismes"),
    "clearance.trip.returned": Text("Returned for fixing", "Retourné pour correction"),
    "clearance.trip.amended": Text("New version sent", "Nouvelle version transmise"),
    "clearance.trip.cancelled": Text("Cancelled", "Annulé"),
    "clearance.trip.arrived": Text("At the booth", "À la guérite"),
    "clearance.trip.released": Text("Released", "Mainlevée accordée"),
    "clearance.trip.referred": Text("Sent to inspection", "Envoyé à l'inspection"),
    "clearance.trip.held": Text("Put on hold", "Mis en retenue"),
    "clearance.trip.hold_lifted": Text("Hold lifted", "Retenue levée"),
    "clearance.trip.refused": Text("Entry refused", "Entrée refusée"),
    "clearance.trip.undone": Text("An officer took the last step back", "Un agent est revenu sur la dernière étape"),
    "clearance.trip.closed": Text("Closed", "Clos"),
    "clearance.agency.accepted": Text("Put on file by an agency", "Versé au dossier par un organisme"),
    "clearance.agency.rejected": Text("Rejected by an agency", "Rejeté par un organisme"),
    "clearance.agency.may_proceed": Text("An agency lets it proceed", "Un organisme le laisse continuer"),
    "clearance.agency.held": Text("Held by an agency", "Retenu par un organisme"),
    "clearance.agency.released": Text("Released by an agency", "Mainlevée d'un organisme"),
    "clearance.agency.undone": Text("An agency took its release back", "Un organisme a repris sa mainlevée"),
    "clearance.agency.reopened": Text("An agency looks again", "Un organisme réexamine"),
}
