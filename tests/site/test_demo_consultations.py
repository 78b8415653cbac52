"""The demonstration's consultations: one open with comments in each state, one answered and then signed (R-51)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment.models import Consultation, ConsultationComment, FeeWaiver
from portal.core import clock
from portal.notices.models import Notice
from portal.site.needs_consultations import consultations
from portal.site.seed.consultations import consultations_seed
from portal.site.seed.people import ORGANISATIONS, people_seed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def test_one_is_open_and_one_was_answered_before_its_change_was_signed(commit_checks: Any) -> None:
    cast = people_seed()
    told = consultations_seed(cast)
    answered, waiting = (Consultation.objects.get(status=status) for status in ("answered", "open"))
    assert answered.number in told and waiting.number in told
    change = FeeWaiver.objects.get(pk=answered.subject_id)
    signed = list(change.signatures.order_by("signed_at").values_list("signed_at", flat=True))
    assert change.status == "approved" and len(signed) == 2
    assert answered.closes_at < answered.answered_at < signed[0] < signed[1] < clock.now()
    assert set(answered.comments.values_list("status", flat=True)) == {"released"}
    assert waiting.closes_at > clock.now()
    assert FeeWaiver.objects.get(pk=waiting.subject_id).status == "draft"
    assert list(waiting.comments.order_by("number").values_list("status", "language")) == [
        ("released", "en"),
        ("refused", "en"),
        ("received", "fr"),
    ]
    assert Notice.objects.get(kind="consultation_comment").user_id == cast.users["driver"]
    for key in ("cbp.supervisor", "cbsa.supervisor", "administrator"):
        assert [need.title.en for need in consultations(cast.actor(key))] == [
            f"Comments to read on {waiting.number}: 1"
        ]
    commit_checks()


def test_everybody_reads_the_released_ones_under_the_names_of_organisations() -> None:
    consultations_seed(people_seed())
    unread = ConsultationComment.objects.get(status="received")
    page = Client().get(reverse("enrollment:proposal", args=[unread.consultation.number])).text
    assert ORGANISATIONS["carrier"]["legal_name"] in page and ORGANISATIONS["ltl"]["legal_name"] not in page
    assert "About a case before the commission" in page and unread.words not in page.replace("&#x27;", "'")
