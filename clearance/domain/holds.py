"""Why a truck is held or refused: sentences both the officer and the member read (R-37). No free text decides."""

from __future__ import annotations

from portal.core.domain.text import Text

HOLD_REASONS: dict[str, Text] = {
    "documents": Text(
        "A document that the law requires for these goods is not on file yet.",
        "Un document exigé par la loi pour ces marchandises n'est pas encore au dossier.",
    ),
    "identity": Text(
        "The identity of the driver, the truck or the trailer is being verified.",
        "L'identité du conducteur, du camion ou de la remorque est en cours de vérification.",
    ),
    "alarm": Text(
        "A detector gave an alarm that is being resolved before the truck moves on.",
        "Un détecteur a donné une alarme à résoudre avant que le camion reparte.",
    ),
    "partner": Text(
        "A partner agency asked to examine these goods before they are released.",
        "Un organisme partenaire a demandé à examiner ces marchandises avant la mainlevée.",
    ),
    "legal": Text(
        "A legal hold by another authority applies to this load.",
        "Une retenue légale d'une autre autorité s'applique à ce chargement.",
    ),
}

REFUSAL_REASONS: dict[str, Text] = {
    "finding": Text(
        "The inspection found something that may not enter; the joint record names it.",
        "L'inspection a révélé un élément dont l'entrée n'est pas permise; le dossier commun le précise.",
    ),
    "permit": Text(
        "A permit that these goods need was refused or does not exist.",
        "Un permis requis pour ces marchandises a été refusé ou n'existe pas.",
    ),
    "admissibility": Text(
        "A person in the vehicle may not enter the country.",
        "Une personne à bord du véhicule n'est pas admissible au pays.",
    ),
}

EXAMINE_REASON = Text(
    "The agency will examine these goods before it lets them go; an officer tells the driver where.",
    "L'organisme examinera ces marchandises avant de les laisser aller; un agent indique l'endroit au conducteur.",
)

HOLD_LABELS: dict[str, Text] = {
    "documents": Text("Documents missing", "Documents manquants"),
    "identity": Text("Identity", "Identité"),
    "alarm": Text("Detector alarm", "Alarme d'un détecteur"),
    "partner": Text("Partner agency", "Organisme partenaire"),
    "legal": Text("Legal hold", "Retenue légale"),
}
REFUSAL_LABELS: dict[str, Text] = {
    "finding": Text("Finding of the inspection", "Constat de l'inspection"),
    "permit": Text("Permit refused or missing", "Permis refusé ou absent"),
    "admissibility": Text("Person not admissible", "Personne non admissible"),
}
