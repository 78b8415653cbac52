"""The joint application of a person: commercial driver or private traveller (SOR/2003-323 ss. 6 to 6.2).

No picture of a finger, face or iris is asked for or kept; biometrics stay with the agency that takes them (R-49).
"""

from __future__ import annotations

from enrollment.domain import notice
from enrollment.domain.documents import IDENTITY_PAPER, LICENCE_COPY, PICTURE
from enrollment.domain.questions.person_tables import ADDRESSES, FORMER_NAMES, OTHER_PAPERS
from enrollment.domain.questions.shapes import CHOICE, DATE, FILES, LONG_TEXT, PAST_DATE, YES_NO, Question, Section
from enrollment.domain.questions.shared import CONSENT_SECTION
from portal.core.domain.text import Text

PASSPORT = "passport"
EDL = "edl"
STATUSES = (
    ("ca_citizen", Text("Citizen of Canada", "Citoyen ou citoyenne du Canada")),
    ("us_citizen", Text("Citizen of the United States", "Citoyen ou citoyenne des États-Unis")),
    ("ca_resident", Text("Permanent resident of Canada", "Résident permanent ou résidente permanente du Canada")),
    (
        "us_resident",
        Text("Lawful permanent resident of the US", "Résident permanent légal ou résidente des États-Unis"),
    ),
)
DOCUMENTS = (
    (PASSPORT, Text("Passport", "Passeport")),
    (EDL, Text("Enhanced driver's licence", "Permis de conduire Plus")),
    ("resident_card", Text("Permanent resident card", "Carte de résident permanent")),
    ("birth_certificate", Text("Birth certificate", "Acte de naissance")),
)

IDENTITY = Section(
    "identity",
    Text("Who you are", "Votre identité"),
    Text(
        "As on your document, so that both agencies find the same person.",
        "Comme sur votre document, pour que les deux organismes trouvent la même personne.",
    ),
    (
        Question("family_name", Text("Family name", "Nom de famille")),
        Question("given_names", Text("Given names", "Prénoms")),
        Question("birth_date", Text("Date of birth", "Date de naissance"), PAST_DATE),
        Question(
            "status",
            Text("Citizenship or residence", "Citoyenneté ou résidence"),
            CHOICE,
            choices=STATUSES,
            serves={"CBP": "8 CFR 235.12", "CBSA": "s. 5 (1) (a)"},
        ),
        Question(
            "document_type",
            Text("Document you cross with", "Document présenté à la frontière"),
            CHOICE,
            choices=DOCUMENTS,
        ),
        Question("document_number", Text("Number of the document", "Numéro du document")),
        Question(
            "document_issuer",
            Text("Issued by", "Délivré par"),
            hint=Text(
                "Country, or for a licence the state or province: ON, MI, BC.",
                "Pays ou, pour un permis, État ou province : ON, MI, BC.",
            ),
        ),
    ),
    notice.IDENTITY,
)
OTHER_NAMES = Section(
    "names",
    Text("Other names and documents", "Autres noms et documents"),
    Text(
        "Records may stand under a former name; naming it here keeps you from being taken for somebody else.",
        "Des dossiers peuvent porter un nom antérieur; l'indiquer ici évite qu'on vous prenne pour quelqu'un d'autre.",
    ),
    (
        Question(
            "other_names",
            Text("Have you ever used another name?", "Avez-vous déjà porté un autre nom?"),
            YES_NO,
        ),
        Question(
            "more_papers",
            Text(
                "Do you hold another citizenship or travel document?",
                "Avez-vous une autre citoyenneté ou un autre document de voyage?",
            ),
            YES_NO,
        ),
    ),
    notice.IDENTITY,
    (FORMER_NAMES, OTHER_PAPERS),
)
LICENCE = Section(
    "licence",
    Text("Your driver's licence", "Votre permis de conduire"),
    Text(
        "A FAST driver needs a valid licence (s. 6.2).", "Un chauffeur EXPRES doit avoir un permis valide (art. 6.2)."
    ),
    (
        Question("licence_number", Text("Licence number", "Numéro du permis")),
        Question("licence_issuer", Text("State or province", "État ou province")),
        Question("licence_expiry", Text("Valid until", "Valide jusqu'au"), DATE),
        Question("employer", Text("Carrier you drive for", "Transporteur qui vous emploie"), required=False),
    ),
    notice.LICENCE,
)
RESIDENCE = Section(
    "residence",
    Text("Where you have lived", "Où vous avez habité"),
    Text(
        "NEXUS asks for three years in Canada or the United States; citizens of either are exempt.",
        "NEXUS exige trois ans au Canada ou aux États-Unis; les citoyens des deux pays en sont exemptés.",
    ),
    (
        Question(
            "three_years",
            Text(
                "Only in Canada or the US for the last three years?",
                "Seulement au Canada ou aux É.-U. depuis trois ans?",
            ),
            YES_NO,
        ),
        Question(
            "parent_member",
            Text(
                "For a minor: is a parent in NEXUS or applying?",
                "Pour un mineur : un parent est-il membre ou candidat?",
            ),
            YES_NO,
            required=False,
        ),
    ),
    notice.ADDRESSES,
    (ADDRESSES,),
)
WHERE_DRIVERS_LIVED = Section(
    "residence",
    Text("Where you have lived", "Où vous avez habité"),
    Text(
        "Five years of addresses, so that both agencies ask the right places for your record.",
        "Cinq ans d'adresses, pour que les deux organismes interrogent les bons endroits sur vos antécédents.",
    ),
    (),
    notice.ADDRESSES,
    (ADDRESSES,),
)
HISTORY = Section(
    "record",
    Text("Your record", "Vos antécédents"),
    Text(
        "A yes does not close the door; an untrue no does. Say what happened and what came of it.",
        "Un oui ne ferme pas la porte; un non inexact la ferme. Dites ce qui s'est passé et ce qui en a résulté.",
    ),
    (
        Question(
            "convictions",
            Text(
                "Convicted of an offence in any country, pardoned or not?",
                "Condamnation dans un pays, même réhabilitée?",
            ),
            YES_NO,
        ),
        Question(
            "customs_violations",
            Text("Customs or immigration violations?", "Infractions aux lois douanières ou d'immigration?"),
            YES_NO,
        ),
        Question("record_details", Text("What happened", "Ce qui s'est passé"), LONG_TEXT, required=False),
    ),
    notice.RECORD,
)


def _copies(*more: Question) -> Section:
    """Copies are optional: whoever has no scanner shows the originals at the interview."""
    return Section(
        "copies",
        Text("Copies and picture", "Copies et image"),
        Text(
            "Sent now, they save time at the interview; otherwise bring the originals.",
            "Envoyées maintenant, elles font gagner du temps à l'entrevue; sinon, apportez les originaux.",
        ),
        (
            Question(
                "identity_copy",
                Text("Copy of the document you cross with", "Copie du document présenté à la frontière"),
                FILES,
                required=False,
                files=(IDENTITY_PAPER,),
            ),
            *more,
            Question(
                "card_picture",
                Text("Picture for the card", "Image pour la carte"),
                FILES,
                Text(
                    "Checked at once for size, light and sharpness. Nothing is measured on the person, and the check "
                    "keeps nothing.",
                    "Vérifiée aussitôt : taille, lumière, netteté. Rien n'est mesuré sur la personne, et la "
                    "vérification ne conserve rien.",
                ),
                required=False,
                files=(PICTURE,),
            ),
        ),
        notice.PAPERS,
    )


DRIVER_COPIES = _copies(
    Question(
        "licence_copy",
        Text("Copy of your driver's licence", "Copie de votre permis de conduire"),
        FILES,
        required=False,
        files=(LICENCE_COPY,),
    )
)
TRAVELLER_COPIES = _copies()

DRIVER_FORM = (
    IDENTITY,
    OTHER_NAMES,
    LICENCE,
    WHERE_DRIVERS_LIVED,
    HISTORY,
    DRIVER_COPIES,
    CONSENT_SECTION,
)
TRAVELLER_FORM = (IDENTITY, OTHER_NAMES, RESIDENCE, HISTORY, TRAVELLER_COPIES, CONSENT_SECTION)
