"""What the trail says of complaints and appeals, in words."""

from portal.core.domain.text import Text

EVENTS: dict[str, Text] = {
    "appeals.case.filed": Text("Appeal filed, record attached", "Appel déposé, dossier joint"),
    "appeals.case.filed_late": Text("Filed late, with reasons", "Déposé en retard, avec motifs"),
    "appeals.case.leave_given": Text("Heard although late", "Entendu malgré le retard"),
    "appeals.case.leave_refused": Text("Not heard: filed too late", "Non entendu : déposé trop tard"),
    "appeals.case.withdrawn": Text("Appeal withdrawn", "Appel retiré"),
    "appeals.case.hands_found": Text("Further people found who took part", "Autres personnes ayant participé"),
    "appeals.stay.begun": Text("Stay decided by the table", "Suspension selon le tableau"),
    "appeals.stay.excepted": Text("Safety exception signed", "Exception de sécurité signée"),
    "appeals.stay.confirmed": Text("Safety ground reviewed: it holds", "Motif de sécurité examiné : il tient"),
    "appeals.stay.lifted": Text(
        "Safety ground reviewed: it does not hold", "Motif de sécurité examiné : il ne tient pas"
    ),
    "appeals.stay.ended": Text("Stay ended with the appeal", "Suspension terminée avec l'appel"),
    "appeals.vote.cast": Text("Vote cast", "Vote exprimé"),
    "appeals.panel.assigned": Text("Panel seated", "Formation désignée"),
    "appeals.panel.filled": Text("Seat filled again", "Siège pourvu de nouveau"),
    "appeals.panel.recused": Text("Member recused", "Membre récusé"),
    "appeals.ruling.issued": Text("Ruling issued", "Décision rendue"),
    "appeals.docket.submission": Text("Submission filed", "Observations déposées"),
    "appeals.docket.exhibit": Text("Exhibit filed", "Pièce déposée"),
    "appeals.docket.response": Text("Agency's statement of reasons filed", "Exposé des motifs de l'organisme déposé"),
    "appeals.docket.order": Text("Order or notice filed", "Ordonnance ou avis déposé"),
    "appeals.docket.chased": Text("Reminded of a public version", "Rappel d'une version publique"),
    "appeals.representative.named": Text("Representative named", "Représentant désigné"),
    "appeals.representative.ended": Text("Representative ended", "Fin de la représentation"),
    "appeals.change.opened": Text("Change of a rule recommended", "Modification d'une règle recommandée"),
    "appeals.change.made": Text("Rule changed by a new version", "Règle modifiée par une nouvelle version"),
    "appeals.change.refused": Text("Change refused with reasons", "Modification refusée avec motifs"),
    "appeals.camera.opened": Text("Restricted record read by the panel", "Dossier restreint lu par la formation"),
    "appeals.complaint.received": Text("Complaint received", "Plainte reçue"),
    "appeals.complaint.sent": Text("Sent to the agency", "Transmise à l'organisme"),
    "appeals.complaint.answered": Text("Answered", "Réponse donnée"),
    "appeals.complaint.escalated": Text("Taken to the commission", "Portée devant la commission"),
    "appeals.complaint.settled": Text("Answered by the commission", "Réponse de la commission"),
    "appeals.complaint.accepted": Text("Complainant is satisfied", "Plaignant satisfait"),
    "appeals.complaint.withdrawn": Text("Complaint withdrawn", "Plainte retirée"),
}
