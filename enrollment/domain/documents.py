"""Documents of an applicant: their kinds, their limits, and what a questioned file has to be (R-15, R-49)."""

from __future__ import annotations

from portal.core.domain.text import Text

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
EXTENSIONS: dict[str, tuple[str, ...]] = {PDF: ("pdf",), JPEG: ("jpg", "jpeg"), PNG: ("png",)}
TYPE_NAMES = {PDF: "PDF", JPEG: "JPEG", PNG: "PNG"}
LARGEST = 10 * 1024 * 1024
MOST_PER_ANSWER = 10
MOST_PER_HOLDER = 300

IDENTITY_PAPER = "identity"
LICENCE_COPY = "licence"
PICTURE = "picture"
KINDS: dict[str, Text] = {
    IDENTITY_PAPER: Text("Passport or identity document", "Passeport ou pièce d'identité"),
    LICENCE_COPY: Text("Driver's licence", "Permis de conduire"),
    PICTURE: Text("Picture for the card", "Image pour la carte"),
    "court": Text("Court or police record", "Document judiciaire ou policier"),
    "registration": Text("Registration of the company", "Enregistrement de l'entreprise"),
    "procedure": Text("Written procedure or policy", "Procédure ou politique écrite"),
    "plan": Text("Plan or picture of a site", "Plan ou image d'un lieu"),
    "certificate": Text("Certificate or audit report", "Certificat ou rapport de vérification"),
    "training": Text("Record of training", "Registre de formation"),
    "other": Text("Other document", "Autre document"),
}
PERSON_KINDS = (IDENTITY_PAPER, LICENCE_COPY, PICTURE, "court", "other")
COMPANY_KINDS = ("registration", "procedure", "plan", "certificate", "training", "court", "other")
PICTURES_ONLY = (PICTURE,)
EVIDENCE_KINDS = ("procedure", "plan", "certificate", "training", "other")
