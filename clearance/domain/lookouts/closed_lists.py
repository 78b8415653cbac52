"""What a look-out may say: kind, class of source, quality, class of reason. Nothing outside these lists is kept."""

from __future__ import annotations

from portal.core.domain.text import Text

KINDS: dict[str, Text] = {
    "person": Text("Person", "Personne"),
    "plate": Text("Truck (plate)", "Camion (plaque)"),
    "trailer": Text("Trailer or container", "Remorque ou conteneur"),
    "company": Text("Company", "Entreprise"),
    "seal": Text("Seal", "Sceau"),
}
SOURCES: dict[str, Text] = {
    "own_finding": Text("Finding of the agency", "Constat de l'organisme"),
    "counterpart": Text("Border agency of the other country", "Organisme frontalier de l'autre pays"),
    "police": Text("Police service", "Service de police"),
    "court": Text("Court order or warrant", "Ordonnance ou mandat d'un tribunal"),
    "intelligence": Text("Security or intelligence service", "Service de sécurité ou de renseignement"),
    "foreign": Text("Authority of a third country", "Autorité d'un pays tiers"),
    "report": Text("Report by industry or the public", "Signalement de l'industrie ou du public"),
}
QUALITIES: dict[str, Text] = {
    "confirmed": Text("Confirmed by a second source", "Confirmé par une seconde source"),
    "probable": Text("Probably true", "Probablement vrai"),
    "possible": Text("Possibly true", "Peut-être vrai"),
    "unjudged": Text("Cannot be judged", "Ne peut être évalué"),
}
# Below this an exact match is put to an officer and stops nobody by itself.
STOPPING = frozenset({"confirmed", "probable"})

# Reason classes of profile rules that a member may read behind a look-out; their words are the profile's.
REASONS = ("security", "identity", "goods", "seal")

LONGEST_DAYS = 365
LEAST_PURPOSE = 10

# Where a marker "not the same" comes from.
REVIEW, COMMISSION = "review", "commission"
MARKER_SOURCES: dict[str, Text] = {
    REVIEW: Text("Decided in the review of near matches", "Décidé à l'examen des correspondances possibles"),
    COMMISSION: Text("Ruled by the joint commission", "Décidé par la commission mixte"),
}
