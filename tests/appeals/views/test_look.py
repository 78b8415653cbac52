"""Every page of the commission in a browser: axe, 360 px, both languages, both themes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from appeals.models import Case
from appeals.services import entry_file
from appeals.services.docket_files import Upload
from tests.accounts.look import faults
from tests.appeals.services.test_publications import decided, published
from tests.factories.accounts import make_member, make_staff, sign_in
from tests.factories.appeals import (
    Dispute,
    change_request,
    make_case,
    make_commission,
    make_complaint,
    make_dispute,
    make_excepted,
    seat,
    vote,
)
from tests.factories.clearance import make_carrier
from tests.factories.documents import a_pdf
from tests.factories.enrollment import supervisor
from tests.factories.hearings import WHY, make_hearing
from tests.factories.joinders import after_objections, join, propose
from tests.factories.officer import make_inspected, make_profile, make_scored

LONG = "The trailers stood empty in the yard of the Sarnia-Port Huron terminal; " * 4


def client_for(language: str, user: object) -> Client:
    client = sign_in(Client(), user)
    client.cookies["preclear_language"] = language
    return client


def visitor(language: str) -> Client:
    client = Client()
    client.cookies["preclear_language"] = language
    return client


def show(client: Client, page: str, *args: object, **query: str) -> str:
    return client.get(reverse(f"appeals:{page}", args=args), query).text


def appellant_pages(language: str) -> dict[str, str]:
    carrier = make_carrier()
    make_profile()
    inspection = make_inspected(trip=make_scored(carrier=carrier))
    client = client_for(language, make_member(carrier))
    new = f"{reverse('appeals:case_new')}?inspection={inspection.id}"
    dispute = make_dispute()
    case = make_case(dispute)
    owner = client_for(language, make_member(dispute.organisation))
    complaint = make_complaint(dispute.member)
    papers(dispute, case)
    return {
        "explorer": show(client, "explore", happened="long_inspection", wish="changed"),
        "explorer, refused": show(client, "explore", happened="", wish=""),
        "explorer of a trip": show(client, "explore", trip=str(inspection.trip_id)),
        "new appeal": client.get(new).text,
        "new appeal, refused": client.post(new, {"grounds": "no"}).text,
        "case": show(owner, "case", case.id),
        "cases": show(owner, "case_list"),
        "complaint": show(owner, "complaint", complaint.id),
        "complaints": show(owner, "complaint_list"),
        "new complaint": show(owner, "complaint_new"),
        "new complaint, refused": owner.post(reverse("appeals:complaint_new"), {}).text,
        "complaints in numbers": show(visitor(language), "complaints_published"),
        "how long appeals take": show(visitor(language), "timeliness"),
    }


def papers(dispute: Dispute, case: Case) -> None:
    for actor, kind, level in (
        (dispute.member, "submission", "confidential"),
        (supervisor(), "response", "protected"),
    ):
        entry_file(
            actor=actor,
            case_id=case.id,
            kind=kind,
            level=level,
            subject="Log of seals in the yard",
            text=LONG,
            index=["visit report of 12 May", "photo 4"],
        )


def commission_pages(language: str) -> dict[str, str]:
    commission = make_commission()
    registrar = client_for(language, commission.users["registrar"])
    member = client_for(language, commission.users["us1"])
    _, excepted = make_excepted()
    seated = seat(make_case(), commission, ("ca1", "us1", "us2"))
    vote(seated, commission, {"ca1": "grant", "us2": "grant"})
    heard = seat(make_case(), commission, ("ca2", "us1", "us2"))
    make_hearing(heard, commission, closed=WHY)
    done = decided(commission)
    number = published(commission, done).number
    deliberating = deliberation_pages(member, seated, number)
    complaint = make_complaint(category="conduct")
    request = change_request("Weigh a change of driver on the day less for small carriers")
    public = visitor(language)
    return {
        "case to seat": show(registrar, "case", excepted.id),
        "case with a safety ground": show(member, "case", excepted.id),
        "case with a hearing": show(registrar, "case", heard.id),
        "hearing, refused": registrar.post(reverse("appeals:hearing_set", args=[seated.id]), {}).text,
        "case to vote on": show(member, "case", seated.id),
        "case to publish": show(registrar, "case", done.id),
        "vote, refused": member.post(reverse("appeals:vote", args=[seated.id]), {}).text,
        "complaint to answer": show(registrar, "complaint", complaint.id),
        "docket": show(registrar, "case_list"),
        "changes": show(registrar, "change_list"),
        "change": show(client_for(language, make_staff("officer.targeting", "CBP")), "change", request.id),
        "decisions": show(public, "decision_list"),
        "decision": show(public, "decision", number),
        **deliberating,
    }


def deliberation_pages(member: Client, case: Case, number: str) -> dict[str, str]:
    url = reverse("appeals:deliberation", args=[case.id])
    begun = member.get(url).text
    said = {"facts_en": LONG, "facts_fr": LONG, "cites": number, "expected_version": 0}
    member.post(url, said)
    note = reverse("appeals:panel_note", args=[case.id])
    member.post(note, {"words": LONG, "place": "Paper 3, page 2"})
    return {
        "deliberation, begun": begun,
        "deliberation": member.get(url).text,
        "deliberation, saved in between": member.post(url, said).text,
        "deliberation, note refused": member.post(note, {"words": ""}).text,
    }


def camera_page(language: str) -> dict[str, str]:
    commission, carrier = make_commission(), make_carrier()
    inspection = make_inspected(trip=make_scored(carrier=carrier))
    client = client_for(language, make_member(carrier))
    client.post(f"{reverse('appeals:case_new')}?inspection={inspection.id}", {"grounds": LONG, "language": "en"})
    case = seat(Case.objects.get(subject_id=inspection.id), commission, ("ca1", "us1", "us2"))
    member = client_for(language, commission.users["ca1"])
    paper = entry_file(
        actor=supervisor(),
        case_id=case.id,
        kind="response",
        level="confidential",
        subject="Log",
        text=LONG,
        index=["a"],
    )
    return {
        "in camera": member.post(reverse("appeals:camera", args=[case.id])).text,
        "paper in camera": member.post(reverse("appeals:paper", args=[case.id, paper.id])).text,
    }


def joined_pages(language: str) -> dict[str, str]:
    commission, disputes = make_commission(), [make_dispute() for _ in range(4)]
    cases = [make_case(dispute) for dispute in disputes]
    registrar = client_for(language, commission.users["registrar"])
    first = show(registrar, "case", cases[0].id)
    join(cases[0], cases[1:3], commission)
    upload = Upload("yard.pdf", a_pdf(), "application/pdf")
    words = {"kind": "exhibit", "level": "public", "subject": "Log of the seals of the yard", "text": LONG}
    entry_file(actor=disputes[0].member, case_id=cases[0].id, file=upload, **words)
    seat(Case.objects.get(pk=cases[0].pk), commission, ("ca1", "us1", "us2"))
    make_hearing(Case.objects.get(pk=cases[0].pk), commission)
    vote(cases[0], commission, {"ca1": "grant", "us1": "grant"})
    joinder = propose(cases[3], [make_case()], commission)
    with after_objections(joinder):
        deciding = show(client_for(language, commission.users["registrar"]), "case", cases[3].id)
    return {
        "case with like ones": first,
        "cases joined": show(registrar, "case", cases[0].id),
        "cases joined, another side": show(
            client_for(language, make_member(disputes[1].organisation)), "case", cases[1].id
        ),
        "cases joined, to rule on": show(client_for(language, commission.users["ca1"]), "case", cases[0].id),
        "joining to decide": deciding,
        "joining to object to": show(client_for(language, make_member(disputes[3].organisation)), "case", cases[3].id),
        "open hearings": show(visitor(language), "hearing_list"),
    }


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("reference_data")
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_no_page_has_a_fault(chromium: Path, language: str, theme: str) -> None:
    pages: dict[str, Any] = {**appellant_pages(language), **commission_pages(language), **camera_page(language)}
    pages |= joined_pages(language)
    assert [name for name, html in pages.items() if "<main" not in html] == []
    assert faults(pages, chromium, theme) == []
