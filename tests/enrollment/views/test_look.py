"""Every page of membership in a browser: axe, 360 px, both languages, both themes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import services
from enrollment.models import Application, Membership, NearMatch, VettingWorksheet
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.scanning import CLEAN
from tests.accounts.look import faults
from tests.factories.accounts import make_member, make_organisation, make_staff, make_user, member_actor, sign_in
from tests.factories.company import state_purpose
from tests.factories.documents import attach, make_document
from tests.factories.enrollment import (
    a_reason,
    approve,
    deny,
    find_factor,
    make_demotion,
    make_draft,
    make_membership,
    make_mutual,
    make_sent,
    make_submitted,
    person_actor,
    resolve_factor,
    vetting,
    vetting_records,
    worksheet_of,
)
from tests.factories.fees import propose, publish
from tests.factories.odd_payments import odd_payment

Pages = Callable[[str], dict[str, str]]
LONG_NAME = "Zink & Daughters Refrigerated Cross-Border Trucking, Limited Partnership"


def client_for(language: str, user: object) -> Client:
    client = sign_in(Client(), user)
    client.cookies["preclear_language"] = language
    return client


def show(client: Client, page: str, *args: object) -> str:
    return client.get(reverse(f"enrollment:{page}", args=args)).text


def full_membership(owner: Actor) -> Membership:
    """A membership with a register, a lane pause, a stayed and an open decision."""
    membership = make_membership("FAST_CARRIER", applicant=owner, tier="T3")
    for infraction, harm in (("CLERICAL", "minor"), ("SEAL_INTEGRITY", "serious")):
        services.sanction_apply(
            actor=vetting(),
            membership_id=membership.id,
            infraction=infraction,
            harm=harm,
            reason=a_reason(),
            source=Subject("finding", uuid4()),
        )
    stayed = make_demotion(membership)
    services.decision_stay(actor=owner, decision_id=stayed.id, docket="JC-2026-00007")
    make_demotion(Membership.objects.get(pk=membership.pk))
    return membership


def member_pages(language: str) -> dict[str, str]:
    organisation = make_organisation("carrier", name=LONG_NAME)
    owner = member_actor(organisation)
    user = make_member(organisation)
    client = client_for(language, user)
    found = {"mine, empty": show(client, "mine")}
    draft = make_draft("FAST_CARRIER", owner)
    found["application, draft"] = show(client, "application", draft.id)
    found["section"] = show(client, "application_section", draft.id, "security")
    path = reverse("enrollment:application_section", args=[draft.id, "company"])
    found["section, errors"] = client.post(path, {"trucks": "many"}).text
    found |= document_pages(client, owner, draft)
    found["application, gaps"] = client.post(reverse("enrollment:application_submit", args=[draft.id])).text
    services.application_withdraw(actor=owner, application_id=draft.id)
    membership = full_membership(owner)
    decision = membership.decisions.order_by("-created_at").first()
    found["application, decided"] = show(client, "application", membership.application_id)
    found["membership"] = show(client, "membership", membership.id)
    found["fees of mine"] = show(client, "fees_mine")
    found["invoice"] = show(client, "invoice", membership.application.invoice.id)
    found["leave"] = show(client, "membership_leave", membership.id)
    found["decision"] = show(client, "decision", decision.id)
    found["mine"] = show(client, "mine")
    return found


def document_pages(client: Client, owner: Actor, draft: Application) -> dict[str, str]:
    """Rows with a wrong cell, a measure with documents, the vault, a document in each state, the consent page."""
    path = reverse("enrollment:application_section", args=[draft.id, "sites"])
    rows = {"sites-TOTAL_FORMS": "2", "sites-0-name": "Yard", "sites-0-region": "Narnia", "sites-1-kind": "rail_yard"}
    clean, late = make_document(owner, name=f"{'a-long-name-' * 8}.pdf"), make_document(owner, state="unavailable")
    bad = make_document(owner, state="infected")
    attach(owner, draft.id, "seals", clean)
    attach(owner, draft.id, "seals", late)
    return {
        "rows, errors": client.post(path, rows).text,
        "security with documents": show(client, "application_section", draft.id, "security"),
        "consent": show(client, "application_section", draft.id, "consent"),
        "documents beside an answer": show(client, "answer_documents", draft.id, "seals"),
        "vault": show(client, "documents"),
        "vault, refused": client.post(reverse("enrollment:documents"), {"kind": "plan"}).text,
        "document": show(client, "document", clean.id),
        "document, infected": show(client, "document", bad.id),
        "notice": show(client, "purpose_notice"),
    }


def officer_pages(language: str) -> dict[str, str]:
    organisation = make_organisation("carrier", name=LONG_NAME)
    applicant = member_actor(organisation)
    draft = make_draft("FAST_CARRIER", applicant)
    for state in (CLEAN, "unavailable"):
        attach(applicant, draft.id, "seals", make_document(applicant, state=state))
    waiting = services.application_submit(actor=applicant, application_id=draft.id)
    denied = make_submitted("FAST_DRIVER")
    deny(denied, "CBSA")
    membership = make_membership("FAST_SHIPPER", tier="T2")
    client = client_for(language, make_staff("officer.vetting", "CBP"))
    bad = client.post(
        reverse("enrollment:review", args=[waiting.id]), {"decision": "deny", "expected_version": 1, "text_en": "No."}
    )
    worked = make_submitted("FAST_CARRIER", member_actor(make_organisation("carrier", name=LONG_NAME.upper())))
    for agency in ("CBP", "CBSA"):
        sheet = worksheet_of(worked, agency)
        find_factor(sheet, "OWNER_RECORD", text="The director was convicted on 2 May 2026, see the judgment.")
        find_factor(sheet, "CUSTOMS_MINOR")
    resolve_factor(worksheet_of(worked, "CBSA"), "OWNER_RECORD")
    act = reverse("enrollment:worksheet_act", args=[worksheet_of(worked).id, "record"])
    proposed = make_submitted("FAST_SHIPPER")
    services.denial_propose(actor=vetting(), application_id=proposed.id, reason=a_reason())
    near = NearMatch.objects.get(pk=vetting_records("Gauthier-Lavoie")["near_match"])
    make_mutual("NEXUS", "CBSA")
    boss = client_for(language, make_staff("officer.supervisor", "CBP"))
    recheck = VettingWorksheet.objects.filter(membership__isnull=False, agency="CBP").latest("created_at")
    find_factor(recheck, "PENDING_CHARGE")
    state_purpose(client, "near_match", near.id)
    state_purpose(client, "membership", membership.id)
    return {
        "rechecks": show(client, "rechecks"),
        "recheck": show(client, "recheck", recheck.id),
        "agreements": show(boss, "agreements"),
        "agreement, standard": show(boss, "agreement_new", "standard"),
        "agreement, errors": boss.post(reverse("enrollment:agreement_new", args=["mutual"]), {"note": "x"}).text,
        "worksheets": show(client, "review", worked.id),
        "worksheets, errors": client.post(act, {"UNTRUE-outcome": "found"}).text,
        "denial proposed": show(client, "review", proposed.id),
        "near match": show(client, "near_match", near.id),
        "standard, officer": show(client, "standard"),
        "reviews": show(client, "reviews"),
        "review": show(client, "review", waiting.id),
        "review, errors": bad.text,
        "review, denied": show(client, "review", denied.id),
        "exits, exact": show(client, "exits_exact"),
        "find": show(client, "find"),
        "demote": show(client, "membership_demote", membership.id),
        "membership, officer": show(client, "membership", membership.id),
    }


def fee_pages(language: str) -> dict[str, str]:
    """Fees with everything that can stand there, and an application that waits for its payment and misses its time."""
    publish("fee", programme="FAST_DRIVER", amount="55.00")
    publish("waiver", tier="T3")
    propose("fee", owner="An office with a name that is long, of the travellers' programmes of the agency")
    person = make_user()
    who = person_actor(person)
    waiting = make_sent("NEXUS", who)
    services.payment_start(actor=who, invoice_id=waiting.invoice.id)
    client = client_for(language, person)
    kept = make_submitted("FAST_DRIVER", who)
    approve(kept, "CBP")
    services.application_withdraw(actor=who, application_id=kept.id)  # policy keeps this fee: the desk may give it back
    with clock.frozen(clock.now() - timedelta(days=70)):
        late = make_submitted("FAST_DRIVER", who)
    left = make_membership("FAST_CARRIER")
    services.membership_withdraw(actor=member_actor(left.organisation), membership_id=left.id, code="COST")
    desk = client_for(language, make_staff("officer.supervisor", "CBP"))
    bad = desk.post(reverse("enrollment:fee_new", args=["waiver"]), {"owner": "CBP"})
    odd_payment()
    return {
        "application, to pay": show(client, "application", waiting.id),
        "invoice, to pay": show(client, "invoice", waiting.invoice.id),
        "application, late": show(client, "application", late.id),
        "fees": show(client, "fees"),
        "fee desk": show(desk, "fee_desk"),
        "odd payments": show(desk, "odd_payments"),
        "members' desk": show(desk, "members_desk"),
        "versions of the matrix": show(desk, "matrix_versions"),
        "fee, new": show(desk, "fee_new", "fee"),
        "waiver, errors": bad.text,
        "exits": show(client, "exits"),
    }


def public_pages(language: str) -> dict[str, str]:
    client = Client()
    client.cookies["preclear_language"] = language
    return {
        "programmes": show(client, "programmes"),
        "programme": show(client, "programme", "FAST_CARRIER"),
        "matrix": show(client, "matrix"),
        "standard": show(client, "standard"),
    }


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
@pytest.mark.parametrize("pages", [public_pages, member_pages, officer_pages, fee_pages])
def test_the_browser_finds_nothing(chromium: Path, language: str, theme: str, pages: Pages) -> None:
    assert faults(pages(language), chromium, theme) == []
