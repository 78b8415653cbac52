"""Closed code lists of the truck manifest with their labels (CBP ACE lists; domain facts section 1.5)."""

from __future__ import annotations

from portal.core.domain.text import Text

SOUTHBOUND, NORTHBOUND = "SB", "NB"
DIRECTIONS = (SOUTHBOUND, NORTHBOUND)

CONVEYANCES: dict[str, Text] = {
    "TR": Text("Tractor", "Tracteur routier"),
    "PU": Text("Pickup truck", "Camionnette"),
    "BT": Text("Box truck", "Camion fourgon"),
    "ST": Text("Straight truck", "Camion porteur"),
    "VA": Text("Van", "Fourgonnette"),
}

EQUIPMENT: dict[str, Text] = {
    "2B": Text("Closed container, 20 ft", "Conteneur fermé, 20 pi"),
    "20": Text("Open-top container, 20 ft", "Conteneur à toit ouvert, 20 pi"),
    "4B": Text("Closed container, 40 ft", "Conteneur fermé, 40 pi"),
    "40": Text("Open-top container, 40 ft", "Conteneur à toit ouvert, 40 pi"),
    "CL": Text("Closed container", "Conteneur fermé"),
    "CU": Text("Open-top container", "Conteneur à toit ouvert"),
    "CZ": Text("Refrigerated container", "Conteneur frigorifique"),
    "CN": Text("Container", "Conteneur"),
    "CH": Text("Chassis", "Châssis"),
    "TF": Text("Dry freight trailer", "Remorque fermée"),
    "TL": Text("Semi-trailer", "Semi-remorque"),
    "TW": Text("Refrigerated trailer", "Remorque frigorifique"),
    "RT": Text("Controlled-temperature trailer", "Remorque à température contrôlée"),
    "FR": Text("Flatbed trailer", "Remorque plateau"),
    "FT": Text("Flatbed trailer", "Remorque plateau"),
    "FH": Text("Flatbed trailer with headboard", "Remorque plateau avec panneau avant"),
    "FN": Text("Flatbed trailer without headboard", "Remorque plateau sans panneau avant"),
    "SD": Text("Single-drop trailer", "Remorque surbaissée"),
    "DD": Text("Double-drop trailer", "Remorque à double col-de-cygne"),
    "LT": Text("Livestock trailer", "Remorque à bétail"),
    "NC": Text("No equipment", "Aucun équipement"),
    "OE": Text("Other equipment", "Autre équipement"),
}
# Codes on the list whose meaning the published list does not spell out.
_UNNAMED = "TC BI DT RD RS RG RO CB HC HP HO HE TZ T1 T2 T3 T4 T5 T6 T7 T8 TK L1 L2 L3 L4"
EQUIPMENT.update((code, Text(f"Equipment type {code}", f"Équipement de type {code}")) for code in _UNNAMED.split())

CONTAINERS = frozenset({"2B", "20", "4B", "40", "CL", "CU", "CZ", "CN"})

DOCUMENTS: dict[str, Text] = {
    "ACW": Text("Passport", "Passeport"),
    "AEF": Text("US passport card", "Carte passeport américaine"),
    "AEW": Text("NEXUS card", "Carte NEXUS"),
    "ALV": Text("SENTRI card", "Carte SENTRI"),
    "5K": Text("Commercial driver's licence", "Permis de conduire commercial"),
    "5J": Text("Driver's licence", "Permis de conduire"),
    "6W": Text("Enhanced driver's licence", "Permis de conduire Plus"),
    "HD": Text("Hazardous materials endorsement", "Autorisation de matières dangereuses"),
    "BCN": Text("Birth certificate", "Acte de naissance"),
    "CON": Text("Certificate of naturalization", "Certificat de naturalisation"),
    "CDN": Text("Citizenship card", "Carte de citoyenneté"),
    "AGS": Text("Permanent resident card", "Carte de résident permanent"),
    "ACU": Text("Permanent resident card", "Carte de résident permanent"),
    "AGR": Text("Alien registration card", "Carte d'enregistrement d'étranger"),
    "ALR": Text("Alien registration card", "Carte d'enregistrement d'étranger"),
    "BCP": Text("Laser visa", "Visa laser"),
    "30": Text("Immigrant visa", "Visa d'immigrant"),
    "AGT": Text("Non-immigrant visa", "Visa de non-immigrant"),
    "AAG": Text("Military identification", "Pièce d'identité militaire"),
    "ALY": Text("Certificate of Indian status", "Certificat de statut d'Indien"),
    "REP": Text("Re-entry permit", "Permis de retour"),
    "RTP": Text("Refugee travel document", "Titre de voyage pour réfugié"),
    "ALX": Text("Mariner's document", "Document de marin"),
    "OTD": Text("Other travel document", "Autre document de voyage"),
}
# A licence says who may drive; it does not say who may cross, except the enhanced one.
LICENCES = frozenset({"5K", "5J", "6W", "HD"})
DOCUMENTS_OF_A_PROVINCE = frozenset({"5K", "5J", "6W", "HD"})
PALLETS = frozenset({"PLT", "SKD", "PAL"})
