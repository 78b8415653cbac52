"""Words for the events of officers and targeting in a timeline: what happened, not which button was pressed."""

from __future__ import annotations

from portal.core.domain.text import Text

OFFICER_EVENTS: dict[str, Text] = {
    "clearance.trip.noted": Text("Note left", "Note laissée"),
    "clearance.trip.seen": Text("Seen by the reader at the lane", "Repéré par le lecteur de la voie"),
    "clearance.trip.decided_offline": Text("Decided without the server", "Décidé sans le serveur"),
    "clearance.trip.offline_conflict": Text(
        "A decision without the server met another one", "Une décision sans le serveur en a rencontré une autre"
    ),
    "clearance.lane.read": Text("Reading at a lane", "Lecture à une voie"),
    "clearance.lane.unmatched": Text("Truck without a filing at a lane", "Camion sans déclaration à une voie"),
    "clearance.reader.added": Text("Lane reader added", "Lecteur de voie ajouté"),
    "clearance.reader.revoked": Text("Key of a lane reader revoked", "Clé d'un lecteur de voie révoquée"),
    "clearance.offline.kept": Text("Decision without the server received", "Décision sans le serveur reçue"),
    "clearance.hold.joined": Text("An agency joined the hold", "Un organisme s'est joint à la retenue"),
    "clearance.hold.left": Text("An agency left the hold", "Un organisme a quitté la retenue"),
    "clearance.hold.passed_on": Text("The hold has a new owner", "La retenue a un nouveau responsable"),
    "clearance.inspection.started": Text("Inspection started", "Inspection commencée"),
    "clearance.inspection.completed": Text("Inspection result recorded", "Résultat de l'inspection consigné"),
    "clearance.inspection.entered": Text("Entry in the joint record", "Inscription au dossier commun"),
    "clearance.inspection.photographed": Text("Photo kept", "Photo conservée"),
    "clearance.inspection.photo_seen": Text("Photo looked at", "Photo consultée"),
    "clearance.bay.opened": Text("Bay opened", "Baie ouverte"),
    "clearance.bay.closed": Text("Bay closed", "Baie fermée"),
    "clearance.inspection.called_off": Text("Inspection called off", "Inspection annulée"),
    "clearance.perimeter.recorded": Text("Perimeter clearance recorded", "Dédouanement au périmètre consigné"),
    "clearance.profile.proposed": Text("Proposed", "Proposé"),
    "clearance.profile.edited": Text("Draft edited", "Ébauche modifiée"),
    "clearance.profile.tried": Text("Tried on one trip", "Essayé sur un voyage"),
    "clearance.profile.simulated": Text("Simulated: its rules are fixed", "Simulé : ses règles sont fixées"),
    "clearance.profile.planned": Text("Start planned", "Entrée en vigueur planifiée"),
    "clearance.profile.unplanned": Text("Plan taken back", "Planification annulée"),
    "clearance.profile.not_activated": Text(
        "Not put in force at the planned time: the check refused it",
        "Pas mis en vigueur au moment prévu : la vérification l'a refusé",
    ),
    "clearance.profile.signed_cbp": Text("Signed by CBP", "Signé par CBP"),
    "clearance.trip.corrected": Text("Record corrected by the commission", "Dossier corrigé par la commission"),
    "clearance.trip.overturned": Text("Finding set aside by the commission", "Constat annulé par la commission"),
    "clearance.profile.signed_cbsa": Text("Signed by CBSA", "Signé par l'ASFC"),
    "clearance.profile.approved": Text("Signed by the second agency", "Signé par le second organisme"),
    "clearance.profile.activated": Text("Put in force", "Mis en vigueur"),
    "clearance.profile.superseded": Text("Replaced by a later version", "Remplacé par une version ultérieure"),
    "clearance.profile.withdrawn": Text("Withdrawn", "Retiré"),
}
