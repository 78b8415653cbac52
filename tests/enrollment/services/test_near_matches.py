"""Near matches: whom an applicant resembles, judged by a person, ruled out for good (R-89, 4.8)."""

from __future__ import annotations

import pytest

from enrollment import services
from enrollment.models import Application, NearMatch, NotTheSame, VettingCheck
from portal.core.domain.errors import Conflict, Invalid, NotAllowed
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.enrollment import (
    approve,
    clear_checks,
    deny,
    make_submitted,
    person_actor,
    somebody,
    vetting,
    worksheet_of,
)

pytestmark = pytest.mark.django_db
GROUNDS = "Height, place of birth and employer differ."
DENIED = {"family_name": "Tremblay", "given_names": "Jean Marc", "birth_date": "1975-02-11", "document_number": "AB1"}
ALIKE = {**DENIED, "family_name": "Trembley", "document_number": "ZZ998877"}


def matches(application: Application, agency: str = "CBP") -> list[NearMatch]:
    return list(NearMatch.objects.filter(worksheet=worksheet_of(application, agency)))


@pytest.fixture
def earlier() -> Application:
    return deny(make_submitted("NEXUS", about=DENIED))


def test_one_who_resembles_an_earlier_denial_is_asked_about_at_both_agencies(earlier: Application) -> None:
    application = make_submitted("FAST_DRIVER", about=ALIKE)
    for agency in ("CBP", "CBSA"):
        [found] = matches(application, agency)
        assert (found.why, found.degree, found.dates, found.status) == ("denied", "near", "same", "waiting")
        assert found.reference == earlier.decisions.get().number


def test_others_are_not_asked_about(earlier: Application) -> None:
    assert matches(make_submitted("NEXUS")) == []
    assert matches(make_submitted("NEXUS", about={**ALIKE, "birth_date": "1991-07-30"})) == []


def test_the_same_person_with_two_accounts_is_found_by_document_and_by_name() -> None:
    about = somebody()
    approve(make_submitted("NEXUS", about=about))
    [found] = matches(make_submitted("FAST_DRIVER", about={**about, "document_number": "OTHER7"}))
    assert (found.why, found.degree) == ("second", "exact")
    renamed = {**somebody(), "document_number": about["document_number"]}
    assert "second" in {row.why for row in matches(make_submitted("NEXUS", about=renamed))}


def test_ones_own_earlier_record_is_no_near_match(earlier: Application) -> None:
    who = person_actor(earlier.user)
    assert matches(make_submitted("NEXUS", who, about=ALIKE)) == []


def test_a_like_company_is_asked_about_only_after_a_denial() -> None:
    first = make_submitted("FAST_CARRIER", member_actor(make_organisation("carrier", name="Lakes Freight Lines Inc.")))
    second = make_submitted("FAST_CARRIER", member_actor(make_organisation("carrier", name="Lakes Freight Lines Ltd.")))
    assert matches(second) == []
    deny(first)
    third = make_submitted("FAST_CARRIER", member_actor(make_organisation("carrier", name="Lake Freight Lines")))
    assert [row.why for row in matches(third)] == ["denied"]


def test_somebody_else_is_ruled_out_for_good_and_only_for_that_agency(earlier: Application) -> None:
    who = person_actor()
    application = make_submitted("NEXUS", who, about=ALIKE)
    [found] = matches(application)
    clear_checks_but_matches(application)
    with pytest.raises(Conflict, match="ENR_VETTING_NEAR"):
        services.review_decide(actor=vetting(), application_id=application.id, decision="approve")
    with pytest.raises(Invalid, match="ENR_GROUNDS"):
        services.near_match_refute(actor=vetting(), match_id=found.id, grounds="No.")
    with pytest.raises(NotAllowed, match="ENR_OTHER_AGENCY"):
        services.near_match_refute(actor=vetting("CBSA"), match_id=found.id, grounds=GROUNDS)
    services.near_match_refute(actor=vetting(), match_id=found.id, grounds=GROUNDS)
    services.review_decide(actor=vetting(), application_id=application.id, decision="approve")
    assert NotTheSame.objects.filter(agency="CBP").exists() and not NotTheSame.objects.filter(agency="CBSA").exists()

    services.application_withdraw(actor=who, application_id=application.id)
    again = make_submitted("NEXUS", who, about=ALIKE)
    assert matches(again) == [] and len(matches(again, "CBSA")) == 1


def test_another_document_and_name_is_another_question(earlier: Application) -> None:
    who = person_actor()
    application = make_submitted("NEXUS", who, about=ALIKE)
    services.near_match_refute(actor=vetting(), match_id=matches(application)[0].id, grounds=GROUNDS)
    services.application_withdraw(actor=who, application_id=application.id)
    assert len(matches(make_submitted("NEXUS", who, about=DENIED))) == 1


def test_the_same_becomes_a_factor_that_keeps_from_approving(earlier: Application) -> None:
    application = make_submitted("NEXUS", about=ALIKE)
    [found] = matches(application)
    services.near_match_confirm(actor=vetting(), match_id=found.id, grounds=GROUNDS)
    check = VettingCheck.objects.get(
        worksheet__review__application=application, worksheet__agency="CBP", factor="IDENTITY"
    )
    assert (check.status, check.evidence) == ("found", f"near_match:{found.id}")
    clear_checks(worksheet_of(application))
    with pytest.raises(Conflict, match="ENR_VETTING_UNRESOLVED"):
        services.review_decide(actor=vetting(), application_id=application.id, decision="approve")
    with pytest.raises(Conflict):
        services.near_match_refute(actor=vetting(), match_id=found.id, grounds=GROUNDS)


def test_a_ruling_of_misidentification_suppresses_the_pair_at_both_agencies(earlier: Application) -> None:
    who = person_actor()
    application = make_submitted("NEXUS", who, about=ALIKE)
    given = {"application_id": application.id, "other_application_id": earlier.id, "grounds": GROUNDS}
    with pytest.raises(NotAllowed):
        services.not_the_same_add(actor=vetting(), **given)
    made = services.not_the_same_add(actor=staff_actor("commission.member", ""), reference="JC-2026-7", **given)
    assert made == NotTheSame.objects.count() > 0
    services.application_withdraw(actor=who, application_id=application.id)
    again = make_submitted("NEXUS", who, about=ALIKE)
    assert matches(again) == [] == matches(again, "CBSA")


def clear_checks_but_matches(application: Application) -> None:
    from tests.factories.trail import in_the_book

    with in_the_book():
        VettingCheck.objects.filter(worksheet=worksheet_of(application)).update(
            status="clear", evidence="police:2026-1"
        )
