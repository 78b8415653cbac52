"""The joint application of a company: one profile, one security profile, read by both agencies (R-04)."""

from __future__ import annotations

from enrollment.domain import notice
from enrollment.domain.questions.company_tables import PEOPLE, SITES, VEHICLES
from enrollment.domain.questions.security import SECURITY
from enrollment.domain.questions.shapes import LONG_TEXT, NUMBER, YES_NO, Question, Section
from enrollment.domain.questions.shared import CONSENT_SECTION
from portal.core.domain.text import Text


def _company(*more: Question) -> Section:
    return Section(
        "company",
        Text("The company", "L'entreprise"),
        Text(
            "Tells both agencies who is responsible and how much you move.",
            "Indique aux deux organismes qui est responsable et quel est votre volume.",
        ),
        (
            Question(
                "security_officer",
                Text(
                    "Who is responsible for supply-chain security?", "Qui répond de la sûreté de la chaîne logistique?"
                ),
                hint=Text("Name and function.", "Nom et fonction."),
            ),
            Question(
                "years_in_business",
                Text("Years of cross-border business", "Années d'activité transfrontalière"),
                NUMBER,
                serves={"CBSA": "PIP: twelve months of history"},
            ),
            *more,
        ),
        notice.COMPANY,
    )


CARRIER_COMPANY = _company(
    Question("trucks", Text("Trucks that cross the border", "Camions qui traversent la frontière"), NUMBER),
    Question("crossings_per_month", Text("Crossings in an ordinary month", "Passages d'un mois ordinaire"), NUMBER),
    Question(
        "ltl_share",
        Text("Do you carry goods of several customers in one truck?", "Transportez-vous en groupage?"),
        YES_NO,
        hint=Text(
            "Less-than-truckload carriers are welcome; a mixed load is judged shipment by shipment.",
            "Les transporteurs de groupage sont bienvenus; un chargement mixte est jugé envoi par envoi.",
        ),
    ),
)
SHIPPER_COMPANY = _company(
    Question("shipments_per_month", Text("Shipments in an ordinary month", "Envois d'un mois ordinaire"), NUMBER),
    Question("goods", Text("What do you ship or import?", "Qu'expédiez-vous ou qu'importez-vous?"), LONG_TEXT),
)

PLACES = Section(
    "sites",
    Text("Your sites", "Vos lieux"),
    Text(
        "Every place where goods for the border are loaded, stored or left overnight.",
        "Chaque lieu où des marchandises destinées à la frontière sont chargées, entreposées ou laissées la nuit.",
    ),
    (),
    notice.SITES,
    (SITES,),
)
RESPONSIBLE = Section(
    "people",
    Text("Responsible people", "Personnes responsables"),
    Text(
        "Who controls the company and whom both agencies call about security.",
        "Qui contrôle l'entreprise et qui les deux organismes appellent au sujet de la sûreté.",
    ),
    (),
    notice.PEOPLE,
    (PEOPLE,),
)
FLEET = Section(
    "vehicles",
    Text("Your trucks", "Vos camions"),
    Text(
        "The trucks that would use the trusted lane. Trailers need not be named.",
        "Les camions qui emprunteraient la voie de confiance. Les remorques n'ont pas à être nommées.",
    ),
    (),
    notice.VEHICLES,
    (VEHICLES,),
)

RECORD = Section(
    "record",
    Text("The company's record", "Les antécédents de l'entreprise"),
    Text(
        "A past problem does not close the door; leaving it out may.",
        "Un problème passé ne ferme pas la porte; le taire peut la fermer.",
    ),
    (
        Question(
            "penalties",
            Text("Customs penalties not settled?", "Sanctions douanières non réglées?"),
            YES_NO,
            serves={"CBP": "no unresolved penalties", "CBSA": "no serious contraventions"},
        ),
        Question(
            "solvent",
            Text("Is the company solvent?", "L'entreprise est-elle solvable?"),
            YES_NO,
            serves={"CBSA": "PIP"},
        ),
        Question(
            "record_details",
            Text("Anything the agencies should know", "Ce que les organismes devraient savoir"),
            LONG_TEXT,
            required=False,
        ),
    ),
    notice.RECORD,
)

CARRIER_FORM = (CARRIER_COMPANY, PLACES, RESPONSIBLE, FLEET, SECURITY, RECORD, CONSENT_SECTION)
SHIPPER_FORM = (SHIPPER_COMPANY, PLACES, RESPONSIBLE, SECURITY, RECORD, CONSENT_SECTION)
