"""The purpose notice: what each group of answers is used for, on which ground, who reads it, how long it is kept (R-13).

Consent is given to one version of this text. Whoever changes a word gives it a new version: consents to the old one
then no longer open the way to submission. Terms of keeping are the programme's policy and not law.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from portal.core.domain.text import Text

NOTICE_VERSION = "2026-11"

IDENTITY = "identity"
ADDRESSES = "addresses"
LICENCE = "licence"
RECORD = "record"
PAPERS = "papers"
COMPANY = "company"
SITES = "sites"
PEOPLE = "people"
VEHICLES = "vehicles"
SECURITY = "security"
CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Group:
    """One group of data elements: what, what for, legal ground, readers, and how long it is kept."""

    code: str
    what: Text
    purpose: Text
    ground: Text
    readers: Text
    kept: Text


VETTING = Text(
    "Vetting officers and supervisors of CBP and CBSA, and you. Each look is recorded.",
    "Les agents de filtrage et les superviseurs du CBP et de l'ASFC, et vous. Chaque consultation est consignée.",
)
BORDER = Text(
    "Vetting officers and supervisors of both agencies; at the booth only name and card. Each look is recorded.",
    "Les agents de filtrage et les superviseurs des deux organismes; à la guérite, seulement le nom et la carte. Chaque "
    "consultation est consignée.",
)
TERM = Text(
    "While the membership lasts and six years after; two years when the application is refused or withdrawn.",
    "Pendant l'adhésion et six ans après; deux ans si la demande est refusée ou retirée.",
)
PERSON_GROUND = Text(
    "Presentation of Persons (2003) Regulations, ss. 5 to 6.2; 8 CFR 235.12.",
    "Règlement de 2003 sur l'obligation de se présenter à un bureau de douane, art. 5 à 6.2; 8 CFR 235.12.",
)
COMPANY_GROUND = Text(
    "PIP policy D23-1-1 of the CBSA; SAFE Port Act, 6 U.S.C. 961 and following, for C-TPAT.",
    "Politique PEP D23-1-1 de l'ASFC; SAFE Port Act, 6 U.S.C. 961 et suivants, pour C-TPAT.",
)

GROUPS: dict[str, Group] = {
    group.code: group
    for group in (
        Group(
            IDENTITY,
            Text("Name, birth, status, documents", "Nom, naissance, statut, documents"),
            Text(
                "So that both agencies find the same person, and only that one.",
                "Pour que les deux organismes trouvent la même personne, et elle seule.",
            ),
            PERSON_GROUND,
            BORDER,
            TERM,
        ),
        Group(
            ADDRESSES,
            Text("Where you have lived", "Où vous avez habité"),
            Text(
                "To check the condition of residence and to ask the right police and customs records.",
                "Pour vérifier la condition de résidence et interroger les bons dossiers policiers et douaniers.",
            ),
            PERSON_GROUND,
            VETTING,
            TERM,
        ),
        Group(
            LICENCE,
            Text("Driver's licence", "Permis de conduire"),
            Text(
                "The FAST lane is open to licensed commercial drivers only.",
                "La voie EXPRES n'est ouverte qu'aux chauffeurs professionnels titulaires d'un permis.",
            ),
            PERSON_GROUND,
            VETTING,
            TERM,
        ),
        Group(
            RECORD,
            Text("Past offences and penalties", "Infractions et sanctions passées"),
            Text(
                "To decide on good character and on unsettled penalties, and for nothing else.",
                "Pour juger de la bonne réputation et des sanctions non réglées, et pour rien d'autre.",
            ),
            Text(
                "Presentation of Persons (2003) Regulations, s. 5; PIP policy D23-1-1; C-TPAT eligibility.",
                "Règlement de 2003 sur l'obligation de se présenter à un bureau de douane, art. 5; politique PEP "
                "D23-1-1; admissibilité à C-TPAT.",
            ),
            VETTING,
            TERM,
        ),
        Group(
            PAPERS,
            Text("Copies of documents and the picture for the card", "Copies de documents et image pour la carte"),
            Text(
                "To compare your answers with the originals and to print the card. No measurement of the body is taken "
                "from the picture or kept.",
                "Pour comparer vos réponses aux originaux et imprimer la carte. Aucune mesure du corps n'est tirée de "
                "l'image ni conservée.",
            ),
            PERSON_GROUND,
            VETTING,
            TERM,
        ),
        Group(
            COMPANY,
            Text("The company and its volume", "L'entreprise et son volume"),
            Text(
                "To see who is responsible and whether the programme fits your business.",
                "Pour savoir qui est responsable et si le programme convient à votre activité.",
            ),
            COMPANY_GROUND,
            VETTING,
            TERM,
        ),
        Group(
            SITES,
            Text("Places where goods are handled", "Lieux où les marchandises sont manutentionnées"),
            Text(
                "To know which places the security profile covers and where a visit would go.",
                "Pour savoir quels lieux vise le profil de sûreté et où se ferait une visite.",
            ),
            COMPANY_GROUND,
            VETTING,
            TERM,
        ),
        Group(
            PEOPLE,
            Text("Responsible people", "Personnes responsables"),
            Text(
                "To check that owners and officers are without convictions, and to know whom to call about security.",
                "Pour vérifier que les propriétaires et dirigeants sont sans condamnation et savoir qui joindre pour la "
                "sûreté.",
            ),
            COMPANY_GROUND,
            VETTING,
            TERM,
        ),
        Group(
            VEHICLES,
            Text("Trucks and trailers", "Camions et remorques"),
            Text(
                "To know the trucks that would use the trusted lane.",
                "Pour connaître les camions qui emprunteraient la voie de confiance.",
            ),
            COMPANY_GROUND,
            VETTING,
            TERM,
        ),
        Group(
            SECURITY,
            Text("Security measures", "Mesures de sûreté"),
            Text(
                "Read against the minimum security criteria of C-TPAT and the minimum requirements of PIP.",
                "Lues selon les critères minimaux de sûreté de C-TPAT et les exigences minimales de PEP.",
            ),
            COMPANY_GROUND,
            VETTING,
            TERM,
        ),
        Group(
            CONSENT,
            Text("Consent and signature", "Consentement et signature"),
            Text(
                "To prove that you agreed to this use, to which text and when.",
                "Pour prouver que vous avez accepté cet usage, selon quel texte et quand.",
            ),
            Text(
                "Privacy Act (Canada), ss. 4 to 8; Privacy Act of 1974 (US).",
                "Loi sur la protection des renseignements personnels (Canada), art. 4 à 8; Privacy Act of 1974 (É.-U.).",
            ),
            VETTING,
            TERM,
        ),
    )
}


def notice_digest() -> str:
    """Give the SHA-256 of the whole notice in both languages: a consent names the exact text it was given to."""
    words = {
        group.code: [text.as_dict() for text in (group.what, group.purpose, group.ground, group.readers, group.kept)]
        for group in GROUPS.values()
    }
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
