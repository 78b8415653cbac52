"""What the workers that act by themselves are called in French, where a person reads who acted."""

from __future__ import annotations

from collections.abc import Mapping

from portal.core.domain.text import Text

FRENCH: Mapping[str, str] = {
    "audit deadlines": "délais de vérification",
    "audit draws": "tirages de vérification",
    "audit pool": "bassin de vérification",
    "benefit ledger": "registre des avantages",
    "billing": "facturation",
    "calendar": "calendrier",
    "card handed over": "remise de la carte",
    "clock": "horloge",
    "compliance monitor": "suivi de la conformité",
    "consultations": "consultations",
    "docket": "rôle",
    "end of a stay": "fin d'un sursis",
    "facility visits": "visites d'installations",
    "founding criteria": "critères initiaux",
    "gateway": "passerelle",
    "graduation": "passage de niveau",
    "interviews": "entrevues",
    "lane reader": "lecteur de voie",
    "lane reader simulator": "simulateur de lecteur de voie",
    "lane readers": "lecteurs de voie",
    "load_reference": "chargement des références",
    "load_tariffs": "chargement des tarifs",
    "look-out matching": "rapprochement des avis de recherche",
    "look-up sample": "échantillon de consultations",
    "mutual recognition": "reconnaissance mutuelle",
    "near matches": "quasi-correspondances",
    "operator": "exploitant",
    "payments": "paiements",
    "policy calendar": "calendrier des politiques",
    "prior clearance": "dédouanement préalable",
    "profiles": "profils",
    "public comments": "commentaires du public",
    "random draws": "tirages au sort",
    "release": "mainlevée",
    "safety exception": "exception de sécurité",
    "scoring": "notation",
    "seals": "scellés",
    "seed": "données de démonstration",
    "simulator": "simulateur",
    "vetting calendar": "calendrier des contrôles",
    "virus scan": "analyse antivirus",
}


def system_name(name: str) -> Text:
    """Give the name of a worker in both languages; one that is not listed keeps the name it has."""
    return Text(name, FRENCH.get(name, name))
