"""The menu as data: label, page, key. Who sees an entry follows from the page's access rule and `roles`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.core.access import MEMBER_ROLES, TRADER_ROLES, Rule
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. `covers` names further pages on which it is the current one.

    `agencies` leaves out officers of every other agency: the page would be empty for them.
    """

    label: Text
    name: str
    key: str = ""
    roles: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()

    def shown_to(self, actor: Actor, rules: Mapping[str, Rule]) -> bool:
        rule = rules.get(self.name)
        if rule is None or not rule.allows(actor):
            return False
        elsewhere = self.agencies and actor.agency and actor.agency not in self.agencies
        return not elsewhere and (not self.roles or actor.has(*self.roles))


WORKLIST = ("enrollment:desk", "enrollment:load", "enrollment:lookup_sample", "enrollment:lookup_review")

TOLD = (*MEMBER_ROLES, "commission.registrar", "commission.member")

MENU: tuple[Item, ...] = (
    Item(Text("Home", "Accueil"), "site:home", "g h"),
    Item(
        Text("Trips", "Voyages"),
        "clearance:trips",
        "g t",
        TRADER_ROLES,
        ("clearance:trip_detail", "clearance:trip_list"),
    ),
    Item(Text("File", "Déclarer"), "clearance:file_start", "g f", ("trader.admin", "trader.filer")),
    Item(Text("Upload", "Téléverser"), "clearance:upload", "g u", ("trader.admin", "trader.filer")),
    Item(Text("Tariffs", "Tarifs"), "clearance:tariffs", "g g", (*TRADER_ROLES, "auditor")),
    Item(Text("Booth", "Guérite"), "clearance:booth", "g b", ("officer.primary", "officer.supervisor")),
    Item(Text("Port board", "Tableau du port"), "clearance:port", "g o", covers=("clearance:port_board",)),
    Item(Text("Secondary", "Secondaire"), "clearance:secondary", "g s", covers=("clearance:inspection",)),
    Item(Text("My lines", "Mes lignes"), "clearance:agency_desk", "g l"),
    Item(
        Text("Delegation orders", "Ordres de délégation"),
        "clearance:orders",
        "g d",
        ("officer.pga", "officer.supervisor", "administrator"),
        ("clearance:order", "clearance:order_new"),
    ),
    Item(
        Text("Seals", "Sceaux"),
        "clearance:seals",
        "g z",
        ("trader.admin", "trader.filer", "officer.secondary", "officer.supervisor", "officer.pga"),
        ("clearance:seal",),
    ),
    Item(
        Text("Gate sessions", "Séances à l'usine"),
        "clearance:gate_sessions",
        "g x",
        ("trader.admin", "trader.filer", "officer.pga", "officer.supervisor"),
        ("clearance:gate_session", "clearance:sites", "clearance:site"),
    ),
    Item(
        Text("Protocols", "Protocoles"),
        "clearance:protocols",
        "g q",
        ("officer.pga", "officer.supervisor"),
        ("clearance:protocol",),
    ),
    Item(Text("Threat profiles", "Profils de menace"), "clearance:profiles", "g r", covers=("clearance:profile",)),
    Item(
        Text("Policies", "Politiques"),
        "clearance:policies",
        "g i",
        covers=("clearance:lane_policy", "clearance:appetite", "clearance:lane_policy_new", "clearance:appetite_new"),
    ),
    Item(
        Text("Loops", "Boucles"),
        "clearance:loops",
        "",
        ("trader.admin", "officer.targeting", "officer.supervisor", "auditor"),
        ("clearance:loop", "clearance:loop_new"),
    ),
    Item(Text("Yield", "Rendement"), "clearance:yields", "g v"),
    Item(
        Text("Look-outs", "Avis de recherche"),
        "clearance:lookouts",
        "g j",
        covers=("clearance:lookout", "clearance:lookout_new", "clearance:lookout_matches", "clearance:lookout_match"),
    ),
    Item(
        Text("Worklist", "Liste de travail"),
        "enrollment:reviews",
        "g w",
        ("officer.vetting", "officer.supervisor"),
        WORKLIST,
    ),
    Item(
        Text("Members", "Membres"),
        "enrollment:members_desk",
        roles=("officer.vetting", "officer.supervisor", "auditor"),
        covers=(
            "enrollment:travel_document_check",
            "enrollment:answer_decide",
            "enrollment:override",
            "enrollment:near_match",
        ),
    ),
    Item(
        Text("Rising", "Montées"),
        "enrollment:graduations",
        roles=("officer.vetting",),
        covers=("enrollment:graduation",),
    ),
    Item(
        Text("Tier criteria", "Critères"),
        "enrollment:policies",
        roles=("officer.vetting", "officer.supervisor", "administrator"),
        covers=(
            "enrollment:criteria_version",
            "enrollment:criteria_new",
            "enrollment:recognition",
            "enrollment:recognition_new",
            "enrollment:matrix_versions",
        ),
    ),
    Item(
        Text("Fee desk", "Bureau des frais"),
        "enrollment:odd_payments",
        covers=("enrollment:fee_desk", "enrollment:fee_new"),
    ),
    Item(
        Text("Interviews", "Entrevues"),
        "enrollment:centres",
        covers=("enrollment:centre", "enrollment:centre_day", "enrollment:interview_record"),
    ),
    Item(
        Text("Site visits", "Visites des lieux"),
        "enrollment:visits",
        roles=("trader.admin", "officer.vetting", "officer.supervisor"),
        covers=("enrollment:visit",),
    ),
    Item(
        Text("Membership", "Adhésion"),
        "enrollment:mine",
        "g m",
        MEMBER_ROLES,
        ("enrollment:membership", "enrollment:decision", "enrollment:elsewhere", "enrollment:travel_documents"),
    ),
    Item(Text("Who looked at me", "Qui m'a consulté"), "enrollment:looked", roles=MEMBER_ROLES),
    Item(
        Text("Accreditations", "Accréditations"),
        "accounts:accreditations",
        roles=("officer.supervisor", "auditor", "administrator"),
        covers=("accounts:resting",),
    ),
    Item(
        Text("Benefit ledger", "Registre des avantages"),
        "compliance:ledger_home",
        covers=("compliance:ledger", "compliance:shortfalls", "compliance:shortfall", "compliance:border_cost"),
    ),
    Item(
        Text("Fees per crossing", "Frais par passage"),
        "compliance:fees_home",
        covers=("compliance:movement_fees",),
    ),
    Item(Text("Fees outside their purpose", "Frais hors de leur objet"), "compliance:fee_purpose"),
    Item(
        Text("Compliance signals", "Signaux de conformité"),
        "compliance:signals",
        roles=("auditor", *TRADER_ROLES),
        covers=("compliance:signal",),
    ),
    Item(
        Text("Audits", "Vérifications"),
        "compliance:case_list",
        "g a",
        covers=("compliance:case", "compliance:report", "compliance:answer"),
    ),
    Item(
        Text("Facility visits", "Visites d'installations"),
        "compliance:visits",
        covers=("compliance:visit", "compliance:visit_phone", "compliance:visit_answer"),
    ),
    Item(
        Text("Appeals", "Appels"),
        "appeals:case_list",
        "g p",
        covers=("appeals:case", "appeals:case_new", "appeals:explore"),
    ),
    Item(
        Text("Recommended changes", "Modifications recommandées"),
        "appeals:change_list",
        roles=("officer.targeting", "commission.registrar"),
        covers=("appeals:change",),
    ),
    Item(
        Text("Complaints", "Plaintes"),
        "appeals:complaint_list",
        covers=("appeals:complaint", "appeals:complaint_new"),
    ),
    Item(
        Text("Programme reviews", "Examens de programme"),
        "appeals:review_desk",
        covers=("appeals:review_docket", "appeals:review_open"),
    ),
    Item(
        Text("Answers to recommendations", "Réponses aux recommandations"),
        "appeals:response_list",
        covers=("appeals:response",),
        agencies=("CBP", "CBSA"),
    ),
    Item(Text("Notices", "Avis"), "notices:list", "g n", TOLD, ("notices:notice",)),
    Item(Text("Organisation", "Organisation"), "accounts:organisation", "g c", TRADER_ROLES),
    Item(
        Text("EDI messages", "Messages EDI"),
        "clearance:edi_list",
        "g e",
        ("trader.admin", "trader.filer"),
        ("clearance:edi_message",),
    ),
    Item(Text("Agencies", "Organismes"), "clearance:gateways", "g y", covers=("clearance:gateway_connection",)),
    Item(Text("Both governments", "Les deux gouvernements"), "site:envoys"),
    Item(Text("Stuck work", "Travail bloqué"), "site:stuck", "g k"),
)

FOOTER: tuple[Item, ...] = (
    Item(Text("What membership brings", "Ce que rapporte l'adhésion"), "compliance:benefits"),
    Item(Text("Waits at the border", "Attente à la frontière"), "compliance:waits"),
    Item(Text("Check a receipt", "Vérifier un reçu"), "compliance:verify"),
    Item(Text("Crossings", "Passages"), "reference:crossing_list"),
    Item(Text("Where NEXUS works", "Où NEXUS fonctionne"), "enrollment:where"),
    Item(Text("Fees", "Frais"), "enrollment:fees"),
    Item(Text("Proposals open for comment", "Propositions à commenter"), "enrollment:proposals"),
    Item(Text("Why members leave", "Pourquoi des membres partent"), "enrollment:exits"),
    Item(Text("Random selection", "Sélection aléatoire"), "clearance:draws"),
    Item(Text("Draw of audits", "Tirage des vérifications"), "compliance:draws"),
    Item(Text("Decisions of the commission", "Décisions de la commission"), "appeals:decision_list"),
    Item(Text("Complaints in numbers", "Les plaintes en chiffres"), "appeals:complaints_published"),
    Item(Text("Programme reviews", "Examens de programme"), "appeals:programme_review_list"),
    Item(Text("Recommendations and advice", "Recommandations et avis"), "appeals:recommendation_list"),
    Item(Text("Hearings", "Audiences"), "appeals:hearing_list"),
    Item(Text("How long appeals take", "Durée des appels"), "appeals:timeliness"),
    Item(Text("Goods codes", "Codes des marchandises"), "reference:hs_page"),
    Item(Text("How it looks", "Guide visuel"), "site:style"),
    Item(Text("System status", "État du système"), "site:status"),
    Item(Text("Partner API", "API partenaires"), "api:docs"),
    Item(Text("Rules of a filing", "Règles d'un dépôt"), "site:docs_rules"),
    Item(Text("Data elements", "Éléments de données"), "site:docs_elements"),
    Item(Text("Rules and workflows", "Règles et processus"), "site:workflows"),
)
