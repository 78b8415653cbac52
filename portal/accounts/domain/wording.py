"""The closed lists of this app, with what a person reads for each code."""

from __future__ import annotations

from portal.core.domain.text import Text

CARRIER, SHIPPER, BROKER = "carrier", "shipper", "broker"

ORGANISATION_KINDS: dict[str, Text] = {
    CARRIER: Text("Carrier", "Transporteur"),
    SHIPPER: Text("Importer or shipper", "Importateur ou expéditeur"),
    BROKER: Text("Customs broker", "Courtier en douane"),
}

SIZE_CLASSES: dict[str, Text] = {
    "1": Text("One person", "Une personne"),
    "2-9": Text("2 to 9 people", "De 2 à 9 personnes"),
    "10-99": Text("10 to 99 people", "De 10 à 99 personnes"),
    "100-499": Text("100 to 499 people", "De 100 à 499 personnes"),
    "500+": Text("500 people or more", "500 personnes ou plus"),
}

COUNTRIES: dict[str, Text] = {
    "CA": Text("Canada", "Canada"),
    "US": Text("United States", "États-Unis"),
}

SCAC, CBSA_CARRIER, BN15, IOR, USDOT = "SCAC", "CBSA_CARRIER", "BN15", "IOR", "USDOT"

IDENTIFIER_KINDS: dict[str, Text] = {
    SCAC: Text("SCAC (US carrier code)", "SCAC (code de transporteur américain)"),
    CBSA_CARRIER: Text("CBSA carrier code", "Code de transporteur de l'ASFC"),
    BN15: Text("Canadian business number (15 characters)", "Numéro d'entreprise canadien (15 caractères)"),
    IOR: Text("US importer number", "Numéro d'importateur américain"),
    USDOT: Text("USDOT number", "Numéro USDOT"),
}

TRADER_ADMIN, TRADER_FILER, TRADER_VIEWER, DRIVER = "trader.admin", "trader.filer", "trader.viewer", "driver"
TRAVELLER = "traveller"

ORGANISATION_ROLES: dict[str, Text] = {
    TRADER_ADMIN: Text("Administrator", "Administration"),
    TRADER_FILER: Text("Files and amends trips", "Déclare et modifie les voyages"),
    TRADER_VIEWER: Text("Reads only", "Lecture seule"),
    DRIVER: Text("Driver", "Conduite"),
}

STAFF_ROLES: dict[str, Text] = {
    "officer.primary": Text("Primary officer", "Agent de première ligne"),
    "officer.secondary": Text("Secondary officer", "Agent d'examen secondaire"),
    "officer.vetting": Text("Vetting officer", "Agent de filtrage"),
    "officer.targeting": Text("Targeting officer", "Agent de ciblage"),
    "officer.supervisor": Text("Supervisor", "Superviseur"),
    "officer.pga": Text("Officer of another agency", "Agent d'un autre organisme"),
    "auditor": Text("Auditor", "Vérificateur"),
    "commission.registrar": Text("Registrar of the commission", "Greffier de la commission"),
    "commission.member": Text("Member of the commission", "Membre de la commission"),
    "envoy": Text("Special envoy", "Envoyé spécial"),
    "administrator": Text("Administrator of the service", "Administrateur du service"),
}

# What a trader can let a broker do; the same words as the scopes of the partner API.
DELEGATION_SCOPES: dict[str, Text] = {
    "trips:write": Text("File, amend and cancel trips", "Déclarer, modifier et annuler des voyages"),
    "trips:read": Text("Read trips and their status", "Consulter les voyages et leur état"),
    "memberships:read": Text("Read memberships", "Consulter les adhésions"),
    "notices:read": Text("Read notices and decisions", "Consulter les avis et les décisions"),
}
ACT_FOR = "trips:write"

PARTNER_SCOPES: dict[str, Text] = {
    **DELEGATION_SCOPES,
    "webhooks:write": Text("Manage webhook endpoints", "Gérer les points de réception"),
    "seals:write": Text("Send readings of your seals", "Transmettre les lectures de vos sceaux"),
}

# What an officer cross-designated by the other country may do for it.
POWERS: dict[str, Text] = {
    "release": Text("Release at the booth", "Accorder la mainlevée à la guérite"),
    "refer": Text("Refer to secondary", "Diriger vers l'examen secondaire"),
    "examine": Text("Examine goods", "Examiner des marchandises"),
    "vet": Text("Vet applications", "Étudier des demandes"),
}


def staff_kind(role: str) -> str:
    """Give the kind of actor a staff role makes: officer, commission, auditor, envoy or administrator."""
    return role.split(".")[0]
