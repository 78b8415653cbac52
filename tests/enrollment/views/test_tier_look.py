"""Every page of criteria, proposals, recognition and enabled ports in a browser: axe, 360 px, both languages and themes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import services
from enrollment.models import GraduationProposal
from portal.core import clock
from tests.accounts.look import faults
from tests.enrollment.views.test_look import LONG_NAME, client_for, show
from tests.enrollment.views.test_tier_pages import typed
from tests.factories.accounts import make_member, make_organisation, make_staff, make_user, member_actor
from tests.factories.enrollment import a_reason, make_membership, person_actor, vetting
from tests.factories.tiers import founding_rows, make_criteria, make_recognition, make_scheme, with_record

Pages = Callable[[str], dict[str, str]]


def ready_member() -> GraduationProposal:
    """A member with a long name and a proposal one agency has accepted."""
    organisation = make_organisation("carrier", name=LONG_NAME)
    member = make_membership("FAST_CARRIER", applicant=member_actor(organisation))
    with_record(member)
    services.graduations_turn()
    proposal = GraduationProposal.objects.get(membership=member)
    services.graduation_decide(actor=vetting("CBSA"), proposal_id=proposal.id, decision="accept")
    return proposal


def policy_pages(language: str) -> dict[str, str]:
    make_membership("FAST_CARRIER")
    make_criteria()
    services.criteria_turn()
    draft = make_criteria(founding_rows(T2_movements=10), upto="simulated", valid_from=clock.now() + timedelta(days=9))
    row = make_recognition(ports=["peace-bridge", "pacific-highway"], direction="SB")
    client = client_for(language, make_staff("officer.supervisor", "CBP"))
    bad = [{**line, "value": "many"} for line in founding_rows()]
    path = reverse("enrollment:criteria_new", args=["FAST_CARRIER"])
    return {
        "policies": show(client, "policies"),
        "criteria": show(client, "criteria_version", draft.id),
        "editor": show(client, "criteria_new", "FAST_CARRIER"),
        "editor, errors": client.post(path, typed(bad)).text,
        "recognition": show(client, "recognition", row.id),
        "recognition, new": show(client, "recognition_new"),
        "programme": show(client, "programme", "FAST_CARRIER"),
    }


def desk_pages(language: str) -> dict[str, str]:
    proposal = ready_member()
    held = make_scheme(person_actor(), confirmed=False)
    client = client_for(language, make_staff("officer.vetting", "CBP"))
    path = reverse("enrollment:graduation", args=[proposal.id])
    bad = client.post(path, {"decision": "decline", "expected_version": 1, "text_en": "No."})
    return {
        "graduations": show(client, "graduations"),
        "graduation": show(client, "graduation", proposal.id),
        "graduation, errors": bad.text,
        "desk": show(client, "elsewhere_desk"),
        "decide": show(client, "elsewhere_decide", held.id),
        "membership": show(client, "membership", proposal.membership_id),
    }


def holder_pages(language: str) -> dict[str, str]:
    user = make_user()
    holder = person_actor(user)
    make_scheme(holder)
    make_recognition()
    refused = make_scheme(holder, "GLOBAL_ENTRY", "912345678", confirmed=False)
    services.scheme_refuse(actor=vetting(), scheme_id=refused.id, reason=a_reason())
    client = client_for(language, user)
    asked = {"card": "987654321", "crossing": "peace-bridge", "direction": "NB"}
    where = reverse("enrollment:where")
    found = {
        "elsewhere": show(client, "elsewhere"),
        "elsewhere, errors": client.post(reverse("enrollment:elsewhere"), {"scheme": "SENTRI"}).text,
        "mine": show(client, "mine"),
        "where": show(client, "where"),
        "where, yes": client.get(where, asked).text,
        "where, no": client.get(where, {**asked, "crossing": "alcan-beaver-creek"}).text,
        "where, public": show(Client(), "where"),
    }
    proposal = ready_member()
    owner = client_for(language, make_member(proposal.membership.organisation))
    return {**found, "membership": show(owner, "membership", proposal.membership_id)}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
@pytest.mark.parametrize("pages", [policy_pages, desk_pages, holder_pages])
def test_the_browser_finds_nothing(
    chromium: Path, reference_data: None, language: str, theme: str, pages: Pages
) -> None:
    assert faults(pages(language), chromium, theme) == []
