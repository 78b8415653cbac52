"""The joint application of a company: one profile, one security profile, read by both agencies (R-04).

The security questions follow the twelve categories of the C-TPAT minimum security criteria; the Partners in
Protection requirement each one also answers stands beside it (domain facts 5.2 and 5.3).
"""

from __future__ import annotations

from enrollment.domain.questions.shapes import CHOICE, LONG_TEXT, NUMBER, YES_NO, Question, Section
from enrollment.domain.questions.shared import CONSENT_SECTION
from portal.core.domain.text import Text

IN_PLACE = (
    ("in_place", Text("In place and written down", "En place et consignée par écrit")),
    ("partly", Text("Partly in place", "En partie en place")),
    ("planned", Text("Planned", "Prévue")),
    ("no", Text("Not in place", "Pas en place")),
)


def _measure(code: str, label: Text, cbp: str, cbsa: str) -> Question:
    return Question(code, label, CHOICE, choices=IN_PLACE, serves={"CBP": cbp, "CBSA": cbsa})


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

SECURITY = Section(
    "security",
    Text("Security profile", "Profil de sûreté"),
    Text(
        "Twelve measures, asked once. Each answer is read against both countries' criteria.",
        "Douze mesures, demandées une seule fois. Chaque réponse est lue selon les critères des deux pays.",
    ),
    (
        _measure(
            "vision",
            Text("Management stands behind security in writing", "La direction appuie la sûreté par écrit"),
            "MSC 1 Security vision and responsibility",
            "PIP Governance",
        ),
        _measure(
            "risk_assessment",
            Text("Risks are assessed every year", "Les risques sont évalués chaque année"),
            "MSC 2 Risk assessment",
            "PIP Risk assessment",
        ),
        _measure(
            "partners",
            Text("Business partners are screened", "Les partenaires commerciaux sont vérifiés"),
            "MSC 3 Business partners",
            "PIP Business partners",
        ),
        _measure(
            "cyber",
            Text("Computers and data are protected", "Les ordinateurs et les données sont protégés"),
            "MSC 4 Cybersecurity",
            "PIP Information technology security",
        ),
        _measure(
            "conveyances",
            Text(
                "Trucks and trailers are inspected before each trip",
                "Camions et remorques sont inspectés avant chaque trajet",
            ),
            "MSC 5 Conveyances",
            "PIP Conveyance security",
        ),
        _measure(
            "seals",
            Text("High-security seals are used and logged", "Des scellés de haute sûreté sont posés et consignés"),
            "MSC 6 Seals",
            "PIP Seals",
        ),
        _measure(
            "procedures",
            Text(
                "Loading and paperwork follow written procedures",
                "Le chargement et les écritures suivent des procédures",
            ),
            "MSC 7 Procedural security",
            "PIP Procedural security",
        ),
        _measure(
            "agriculture",
            Text("Pests and soil are kept out of loads", "Les chargements sont exempts de terre et de ravageurs"),
            "MSC 8 Agricultural security",
            "PIP Cargo integrity",
        ),
        _measure(
            "premises",
            Text("Premises are fenced, lit and watched", "Les lieux sont clôturés, éclairés et surveillés"),
            "MSC 9 Physical security",
            "PIP Physical security",
        ),
        _measure(
            "access",
            Text("Only authorised people get in", "Seules les personnes autorisées ont accès"),
            "MSC 10 Physical access",
            "PIP Access controls",
        ),
        _measure(
            "personnel",
            Text("Staff are checked before they are hired", "Le personnel est vérifié avant l'embauche"),
            "MSC 11 Personnel",
            "PIP Personnel security",
        ),
        _measure(
            "training",
            Text(
                "Staff are trained to see and report threats", "Le personnel apprend à voir et à signaler les menaces"
            ),
            "MSC 12 Education and training",
            "PIP Education and training",
        ),
    ),
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
)

CARRIER_FORM = (CARRIER_COMPANY, SECURITY, RECORD, CONSENT_SECTION)
SHIPPER_FORM = (SHIPPER_COMPANY, SECURITY, RECORD, CONSENT_SECTION)
