"""The security profile: the twelve categories of the C-TPAT minimum security criteria, each beside the requirement of
Partners in Protection it answers too, asked once (R-04; domain facts 5.2 and 5.3). Text and numbering of the criteria
are CBP's; the pairing with the CBSA's requirements is ours and is shown to the officers of both.
"""

from __future__ import annotations

from enrollment.domain import notice
from enrollment.domain.documents import EVIDENCE_KINDS
from enrollment.domain.questions.shapes import CHOICE, Question, Section
from portal.core.domain.text import Text

IN_PLACE = (
    ("in_place", Text("In place and written down", "En place et consignée par écrit")),
    ("partly", Text("Partly in place", "En partie en place")),
    ("planned", Text("Planned", "Prévue")),
    ("no", Text("Not in place", "Pas en place")),
)


def _measure(code: str, label: Text, cbp: str, cbsa: str, why: Text) -> Question:
    return Question(
        code,
        label,
        CHOICE,
        choices=IN_PLACE,
        serves={"CBP": cbp, "CBSA": cbsa},
        why=why,
        evidence=True,
        files=EVIDENCE_KINDS,
    )


_CORPORATE = (
    _measure(
        "vision",
        Text("Management stands behind security in writing", "La direction appuie la sûreté par écrit"),
        "MSC 1 Security vision and responsibility",
        "PIP Governance",
        Text(
            "Measures last where somebody with a budget answers for them. A signed statement and a named person are enough.",
            "Les mesures durent là où une personne dotée d'un budget en répond. Une déclaration signée et une personne "
            "désignée suffisent.",
        ),
    ),
    _measure(
        "risk_assessment",
        Text("Risks are assessed every year", "Les risques sont évalués chaque année"),
        "MSC 2 Risk assessment",
        "PIP Risk assessment",
        Text(
            "Both agencies look for the weak places you found yourself, from loading to delivery, and what you did about them.",
            "Les deux organismes cherchent les points faibles que vous avez trouvés vous-même, du chargement à la "
            "livraison, et ce que vous en avez fait.",
        ),
    ),
    _measure(
        "partners",
        Text("Business partners are screened", "Les partenaires commerciaux sont vérifiés"),
        "MSC 3 Business partners",
        "PIP Business partners",
        Text(
            "A chain is opened at its weakest partner. Say how you choose carriers, warehouses and customers, and how often "
            "you look again.",
            "Une chaîne cède à son partenaire le plus faible. Dites comment vous choisissez transporteurs, entrepôts et "
            "clients, et à quelle fréquence vous les revoyez.",
        ),
    ),
    _measure(
        "cyber",
        Text("Computers and data are protected", "Les ordinateurs et les données sont protégés"),
        "MSC 4 Cybersecurity",
        "PIP Information technology security",
        Text(
            "Stolen dispatch data tell thieves and smugglers which truck to use. Accounts, updates, copies and training count.",
            "Des données de répartition volées indiquent aux voleurs et aux contrebandiers quel camion utiliser. "
            "Comptes, mises à jour, copies et formation comptent.",
        ),
    ),
)
_TRANSPORT = (
    _measure(
        "conveyances",
        Text(
            "Trucks and trailers are inspected before each trip",
            "Camions et remorques sont inspectés avant chaque trajet",
        ),
        "MSC 5 Conveyances and instruments of international traffic",
        "PIP Conveyance security",
        Text(
            "Hidden spaces are found by people who know the vehicle. A signed checklist of each inspection shows it.",
            "Les caches sont trouvées par ceux qui connaissent le véhicule. Une liste de contrôle signée à chaque "
            "inspection le montre.",
        ),
    ),
    _measure(
        "seals",
        Text("High-security seals are used and logged", "Des scellés de haute sûreté sont posés et consignés"),
        "MSC 6 Seals",
        "PIP Seals",
        Text(
            "Bolt seals of ISO 17712 grade H are the condition of the FAST lane into the US. The log shows who put which one "
            "where, and every change.",
            "Les scellés à boulon de classe H (ISO 17712) sont la condition de la voie EXPRES vers les États-Unis. Le "
            "registre montre qui a posé lequel, où, et chaque changement.",
        ),
    ),
    _measure(
        "procedures",
        Text(
            "Loading and paperwork follow written procedures",
            "Le chargement et les écritures suivent des procédures",
        ),
        "MSC 7 Procedural security",
        "PIP Procedural security",
        Text(
            "What is loaded, counted and written by different people is hard to change unseen; shortages and overages are reported.",
            "Ce qui est chargé, compté et consigné par des personnes différentes est difficile à modifier à l'insu de "
            "tous; manquants et excédents sont signalés.",
        ),
    ),
    _measure(
        "agriculture",
        Text("Pests and soil are kept out of loads", "Les chargements sont exempts de terre et de ravageurs"),
        "MSC 8 Agricultural security",
        "PIP Cargo integrity",
        Text(
            "Wood packaging, soil and insects close plants on both sides of the border. Treated wood and swept trailers prevent it.",
            "Emballages de bois, terre et insectes ferment des usines des deux côtés de la frontière. Du bois traité et "
            "des remorques balayées l'évitent.",
        ),
    ),
)
_PREMISES = (
    _measure(
        "premises",
        Text("Premises are fenced, lit and watched", "Les lieux sont clôturés, éclairés et surveillés"),
        "MSC 9 Physical security",
        "PIP Physical security",
        Text(
            "Loaded trailers stand longest at night in a yard. Say what holds people off and who would notice.",
            "Les remorques chargées passent surtout la nuit dans une cour. Dites ce qui tient les gens à distance et qui "
            "s'en apercevrait.",
        ),
    ),
    _measure(
        "access",
        Text("Only authorised people get in", "Seules les personnes autorisées ont accès"),
        "MSC 10 Physical access controls",
        "PIP Access controls",
        Text(
            "Staff, visitors, drivers and vendors are told apart, and keys and badges come back when somebody leaves.",
            "Employés, visiteurs, chauffeurs et fournisseurs sont distingués, et clés et badges sont rendus au départ.",
        ),
    ),
    _measure(
        "personnel",
        Text("Staff are checked before they are hired", "Le personnel est vérifié avant l'embauche"),
        "MSC 11 Personnel security",
        "PIP Personnel security",
        Text(
            "As far as the law of your province or state allows. We ask how you check, never for the files of your staff.",
            "Dans la mesure où le droit de votre province ou État le permet. Nous demandons comment vous vérifiez, jamais "
            "les dossiers de votre personnel.",
        ),
    ),
    _measure(
        "training",
        Text("Staff are trained to see and report threats", "Le personnel apprend à voir et à signaler les menaces"),
        "MSC 12 Education, training and awareness",
        "PIP Education and training",
        Text(
            "Most finds begin with somebody to whom something looked wrong. Dates and topics of the courses show it.",
            "La plupart des découvertes commencent par une personne à qui quelque chose a paru anormal. Les dates et "
            "sujets des cours le montrent.",
        ),
    ),
)

SECURITY = Section(
    "security",
    Text("Security profile", "Profil de sûreté"),
    Text(
        "Twelve measures, asked once. Each answer is read against both countries' criteria.",
        "Douze mesures, demandées une seule fois. Chaque réponse est lue selon les critères des deux pays.",
    ),
    (*_CORPORATE, *_TRANSPORT, *_PREMISES),
    notice.SECURITY,
)
