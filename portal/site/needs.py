"""What needs me now: one list per role, nearest deadline first, the next action on each row (ux.md).

Each provider asks its app's selectors; every one costs a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any

from django.urls import reverse

from audit.compliance.selectors import audit_case_waiting
from clearance.selectors import agency_desk, drafts_open, inspection_queue, trip_list_for_trader
from enrollment.selectors import (
    application_list_for_officer,
    lookup_sample_list,
)
from enrollment.selectors.interviews import offers_open
from portal.accounts.selectors import delegation_list_for_organisation
from portal.core.access import MEMBER_ROLES, TRADER_ROLES
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from portal.core.selectors import stuck_work
from portal.notices.selectors import notice_list
from portal.site import needs_commission, needs_consultations, needs_membership, needs_targeting, needs_visits
from portal.site.need import ROWS, Need

FAR = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class Home:
    """The first page of one actor."""

    capacity: Text
    needs: list[Need] = field(default_factory=list)
    actions: list[dict[str, Any]] = field(default_factory=list)


Provider = Callable[[Actor], list[Need]]


def home_for(actor: Actor) -> Home:
    """Give what needs the actor now, and the actions they do most."""
    home = Home(Text(actor.name, actor.name))
    for roles, provider in PROVIDERS:
        if actor.has(*roles):
            home.needs += provider(actor)
    home.needs.sort(key=lambda need: need.due or FAR)
    home.actions = [
        {"label": label, "url": reverse(name), "key": key} for roles, label, name, key in ACTIONS if actor.has(*roles)
    ]
    return home


def _trips(actor: Actor) -> list[Need]:
    waiting = trip_list_for_trader(actor=actor).filter(status__in=("needs_fixing", "held", "referred"))[:ROWS]
    return [
        Need(
            Text(f"Trip {trip.trip_number}", f"Voyage {trip.trip_number}"),
            reverse("clearance:trip_detail", args=[trip.id]),
            Text("Open the trip", "Ouvrir le voyage"),
            TRIP_WORDS[trip.status],
            trip.eta if trip.status == "needs_fixing" else None,
            "truck",
            "warn",
        )
        for trip in waiting
    ]


def _drafts(actor: Actor) -> list[Need]:
    return [
        Need(
            Text(f"Draft: {draft.title or 'untitled'}", f"Ébauche : {draft.title or 'sans titre'}"),
            reverse("clearance:draft", args=[draft.id]),
            Text("Go on", "Continuer"),
            icon="draft",
            tone="neutral",
        )
        for draft in list(drafts_open(actor=actor))[:ROWS]
    ]


def _notices(actor: Actor) -> list[Need]:
    unread = notice_list(actor=actor).filter(read_at=None)[:ROWS]
    return [
        Need(
            Text(notice.title_en, notice.title_fr),
            reverse("notices:notice", args=[notice.id]),
            Text("Read", "Lire"),
            icon="bell",
            tone="warn" if notice.reason else "info",
        )
        for notice in unread
    ]


def _held_times(actor: Actor) -> list[Need]:
    return [
        Need(
            Text("An earlier interview is held for you", "Une entrevue plus proche est retenue pour vous"),
            reverse("enrollment:interview", args=[offer.wish.application_id]),
            Text("Answer", "Répondre"),
            Text("Held until", "Retenue jusqu'au"),
            offer.expires_at,
            "calendar",
            "warn",
        )
        for offer in offers_open(actor=actor)[:ROWS]
    ]


def _delegations(actor: Actor) -> list[Need]:
    return [
        Need(
            Text(
                f"{delegation.trader.legal_name} offers you a delegation",
                f"{delegation.trader.legal_name} vous offre une délégation",
            ),
            reverse("accounts:delegations"),
            Text("Answer", "Répondre"),
            due=delegation.ends_at,
            icon="key",
        )
        for delegation in delegation_list_for_organisation(actor=actor).filter(
            status="offered", broker_id=actor.organisation_id
        )[:ROWS]
    ]


def _reviews(actor: Actor) -> list[Need]:
    return [
        Need(
            Text("Application to vet", "Demande à étudier"),
            reverse("enrollment:review", args=[application.id]),
            Text("Review", "Étudier"),
            Text("Waiting since it was sent on", "En attente depuis l'envoi, le"),
            application.submitted_at,
            "search",
        )
        for application in application_list_for_officer(actor=actor)[:ROWS]
    ]


def _lookups(actor: Actor) -> list[Need]:
    waiting = lookup_sample_list(actor=actor).filter(status__in=("drawn", "out_of_purpose"))[:ROWS]
    return [
        Need(
            Text(f"Look-up by {row.lookup.officer_name}", f"Consultation par {row.lookup.officer_name}"),
            reverse("enrollment:lookup_review", args=[row.id]),
            Text("Review", "Examiner"),
            icon="search",
        )
        for row in waiting
    ]


def _inspections(actor: Actor) -> list[Need]:
    return [
        Need(
            Text(f"Inspect trip {entry.trip.trip_number}", f"Inspecter le voyage {entry.trip.trip_number}"),
            reverse("clearance:inspection", args=[entry.id]),
            Text("Open", "Ouvrir"),
            icon="magnifier",
            tone="warn",
        )
        for entry in inspection_queue(actor=actor)[:ROWS]
    ]


def _agency_lines(actor: Actor) -> list[Need]:
    return [
        Need(
            Text(
                f"Trip {line.trip.trip_number} waits for {line.agency}",
                f"Le voyage {line.trip.trip_number} attend {line.agency}",
            ),
            reverse("clearance:agency_desk"),
            Text("Decide", "Décider"),
            due=line.trip.eta,
            icon="box",
        )
        for line in agency_desk(actor=actor)[:ROWS]
    ]


def _audits(actor: Actor) -> list[Need]:
    return [
        Need(
            Text(f"Audit {case.number}", f"Vérification {case.number}"),
            reverse("compliance:case", args=[case.id]),
            Text("Examine", "Examiner"),
            Text(case.organisation_name, case.organisation_name),
            datetime.combine(case.due_on, time(23, 59), UTC),
            "audit",
        )
        for case in audit_case_waiting(actor=actor)[:ROWS]
    ]


def _drafts_of_audits(actor: Actor) -> list[Need]:
    return [
        Need(
            Text(f"Draft report of audit {case.number}", f"Rapport préliminaire de la vérification {case.number}"),
            reverse("compliance:case", args=[case.id]),
            Text("Read and answer", "Lire et répondre"),
            case.about,
            case.answer_until,
            "audit",
            "warn",
        )
        for case in audit_case_waiting(actor=actor)[:ROWS]
    ]


def _stuck(actor: Actor) -> list[Need]:
    count = stuck_work().count()
    if not count:
        return []
    words = Text(f"Pieces of work that are stuck: {count}", f"Travaux bloqués : {count}")
    return [Need(words, reverse("site:stuck"), Text("See why", "Voir pourquoi"), icon="warning", tone="bad")]


TRIP_WORDS = {
    "needs_fixing": Text(
        "An agency returned it; fix what it names.", "Un organisme l'a retourné; corrigez ce qu'il indique."
    ),
    "held": Text("An agency holds it.", "Un organisme le retient."),
    "referred": Text("Sent to inspection.", "Envoyé à l'inspection."),
}
PROVIDERS: tuple[tuple[tuple[str, ...], Provider], ...] = (
    (TRADER_ROLES, _trips),
    (("trader.admin", "trader.filer"), _drafts),
    (("trader.admin", "trader.filer"), _drafts_of_audits),
    (("trader.admin", "trader.filer"), needs_visits.reports),
    (MEMBER_ROLES, needs_membership.decisions),
    (MEMBER_ROLES, needs_membership.applications),
    (("traveller", "driver"), _held_times),
    (("trader.admin",), _delegations),
    (MEMBER_ROLES, _notices),
    (("officer.vetting",), _reviews),
    (("officer.vetting",), needs_membership.graduations),
    (("officer.vetting",), needs_membership.schemes),
    (("officer.vetting", "officer.supervisor"), needs_membership.desk),
    (("officer.supervisor", "administrator"), needs_membership.signing),
    (("officer.supervisor",), _lookups),
    (("officer.secondary",), _inspections),
    (("officer.pga",), _agency_lines),
    (("officer.targeting",), needs_targeting.profiles),
    (("officer.targeting",), needs_targeting.lookout_matches),
    (("officer.targeting",), needs_targeting.draw_rates),
    (("officer.targeting", "officer.supervisor", "administrator"), needs_targeting.policies),
    (("officer.targeting", "officer.supervisor", "administrator"), needs_consultations.consultations),
    (("auditor",), _audits),
    (("auditor",), needs_visits.visits),
    (("commission.registrar",), needs_commission.docket),
    (("commission.registrar", "officer.supervisor"), needs_commission.complaints),
    (("commission.member",), needs_commission.panel),
    (("commission.member",), needs_commission.exceptions),
    (("commission.member",), needs_commission.reports),
    (("commission.registrar",), needs_commission.comments),
    (("commission.registrar", "officer.supervisor"), needs_commission.recommendations),
    (("administrator",), _stuck),
)
ACTIONS: tuple[tuple[tuple[str, ...], Text, str, str], ...] = (
    (("trader.admin", "trader.filer"), Text("File a trip", "Déclarer un voyage"), "clearance:file_start", "n"),
    (TRADER_ROLES, Text("Board of trips", "Tableau des voyages"), "clearance:trips", "g t"),
    (("traveller", "driver"), Text("Apply for a programme", "Demander une adhésion"), "enrollment:programmes", "n"),
    (("traveller",), Text("Register an organisation", "Inscrire une organisation"), "accounts:register", "r"),
    (("officer.primary",), Text("Go to the booth", "Aller à la guérite"), "clearance:booth", "b"),
    (
        ("officer.primary", "officer.secondary", "officer.supervisor"),
        Text("Port board", "Tableau du port"),
        "clearance:port",
        "p",
    ),
    (("officer.secondary",), Text("Secondary queue", "File du secondaire"), "clearance:secondary", "s"),
    (("officer.pga",), Text("Lines of your agency", "Lignes de votre organisme"), "clearance:agency_desk", "l"),
    (("officer.vetting",), Text("Worklist", "Liste de travail"), "enrollment:reviews", "w"),
    (("officer.targeting",), Text("Threat profiles", "Profils de menace"), "clearance:profiles", "t"),
    (("auditor",), Text("Audit cases", "Dossiers de vérification"), "compliance:case_list", "a"),
    (("commission.registrar", "commission.member"), Text("All appeals", "Tous les appels"), "appeals:case_list", "d"),
    (("envoy",), Text("Joint figures and open differences", "Chiffres communs et différends"), "site:envoys", "j"),
    (("administrator",), Text("Stuck work", "Travail bloqué"), "site:stuck", "k"),
    (
        ("officer.targeting", "officer.supervisor", "administrator"),
        Text("Simulations", "Simulations"),
        "clearance:simulations",
        "m",
    ),
)
