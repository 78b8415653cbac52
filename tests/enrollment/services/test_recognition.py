"""Other schemes: entered, confirmed, honoured by a signed row, and no longer honoured at its end (R-02, R-03, R-04)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from enrollment import services
from enrollment.models import Recognition, SchemeMembership
from enrollment.selectors import (
    links_for,
    nexus_places,
    recognised_for,
    recognition_get,
    recognitions_published,
    scheme_get,
    scheme_list_for_officer,
    traveller_eligible,
)
from enrollment.selectors.memberships import member_facts
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from portal.notices.models import Notice
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.enrollment import a_reason, make_membership, person_actor, vetting
from tests.factories.tiers import make_recognition, make_scheme, supervisor

pytestmark = pytest.mark.django_db
PORT = "peace-bridge"
INSTANT = timedelta(seconds=1)


@pytest.fixture
def traveller(reference_data: None) -> Actor:
    return person_actor()


def may(actor: Actor, number: str, *, port: str = PORT, direction: str = "SB", at: Any = None) -> str:
    return traveller_eligible(actor=actor, document=number, crossing=port, direction=direction, at=at).code


def broken(statement: str, *values: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_nexus_member_is_eligible_at_every_enabled_port_in_both_directions(traveller: Actor) -> None:
    """R-02, word by word: any port flagged NEXUS-enabled, both directions."""
    card = make_membership("NEXUS", applicant=traveller).credentials.get()
    enabled = nexus_places()
    assert len(enabled) > 10
    for place in enabled:
        assert place.directions == ("SB", "NB"), place.crossing.code
        for direction in place.directions:
            for number in (card.card_number, card.rfid_tag):
                assert may(traveller, number, port=place.crossing.code, direction=direction) == "eligible"


def test_a_sentri_row_opens_the_nexus_lane_and_its_end_closes_it(traveller: Actor, commit_checks: Any) -> None:
    """R-03, word by word: no second application; removing the row removes it at the effective date."""
    held = make_scheme(traveller)
    assert may(traveller, held.number) == "not_honoured" and recognised_for(traveller) == []
    start = clock.now() + timedelta(days=10)
    row = make_recognition(valid_from=start)
    end = start + timedelta(days=100)
    row = services.recognition_end(actor=supervisor("CBSA"), version_id=row.id, ends_at=end, why="It was a trial.")
    for moment, code in (
        (start - INSTANT, "not_honoured"),
        (start, "eligible"),
        (end - INSTANT, "eligible"),
        (end, "not_honoured"),
    ):
        with clock.frozen(moment):
            assert may(traveller, held.number) == code, moment
            assert bool(recognised_for(traveller)) is (code == "eligible")
    with clock.frozen(start):
        found = recognised_for(traveller)[0]
        assert (found.row.programme, found.held.number, found.until) == ("NEXUS", "987654321", end)
    commit_checks()


@pytest.mark.parametrize(
    ("conditions", "port", "direction", "code"),
    [
        ({}, PORT, "NB", "eligible"),
        ({"direction": "SB"}, PORT, "SB", "eligible"),
        ({"direction": "SB"}, PORT, "NB", "not_honoured"),
        ({"ports": [PORT]}, PORT, "NB", "eligible"),
        ({"ports": [PORT]}, "pacific-highway", "NB", "not_honoured"),
        ({}, "ambassador-bridge", "SB", "eligible"),
        ({}, "nowhere", "SB", "no_such_port"),
        ({}, "alcan-beaver-creek", "SB", "not_enabled"),
    ],
)
def test_conditions_of_a_row(traveller: Actor, conditions: Any, port: str, direction: str, code: str) -> None:
    number = make_scheme(traveller).number
    make_recognition(**conditions)
    assert may(traveller, number, port=port, direction=direction) == code


def test_the_reason_is_named_and_another_persons_number_is_unknown(
    traveller: Actor, django_assert_max_num_queries: Any
) -> None:
    member = make_membership("NEXUS", applicant=traveller)
    number = member.credentials.get().card_number
    assert may(person_actor(), number) == may(traveller, "") == may(traveller, "99") == "unknown_card"
    company = member_actor(make_organisation("carrier"))
    assert may(company, number) == "unknown_card"
    assert may(staff_actor("officer.primary"), number) == "eligible"
    assert may(staff_actor("commission.member", ""), number) == "unknown_card"
    services.membership_withdraw(actor=traveller, membership_id=member.id)
    with django_assert_max_num_queries(3):
        found = traveller_eligible(actor=traveller, document=number, crossing=PORT, direction="SB")
    assert found.code == "withdrawn" and found.words.en == "The holder has given the membership up."
    later = clock.now() + timedelta(days=3000)
    assert may(traveller, number, at=later) == "withdrawn"


def test_a_recognised_carrier_importer_and_driver_count_as_links(django_assert_num_queries: Any) -> None:
    """R-01, R-03: three recognised schemes make three of three, in the two queries of members."""
    carrier, importer, driver = make_organisation("carrier"), make_organisation("shipper"), person_actor()
    make_scheme(member_actor(carrier), "MX_OEA", "MXOEA0001")
    make_scheme(member_actor(importer), "EU_AEOS", "DEAEOS000123", agency="CBSA")
    make_scheme(driver, "GLOBAL_ENTRY", "912345678")
    asked: dict[str, Any] = {
        "carrier_id": carrier.id,
        "importer_ids": [importer.id, None],
        "driver_card": "912-345-678",
    }
    assert links_for(**asked).count == 0
    rows = [
        make_recognition("MX_OEA", "FAST_CARRIER", "T2"),
        make_recognition("EU_AEOS", "FAST_SHIPPER", "T1"),
        make_recognition("GLOBAL_ENTRY", "FAST_DRIVER", "T2", ports=[PORT], direction="SB"),
    ]
    with django_assert_num_queries(2):
        links = links_for(**asked, crossing=PORT, direction="SB")
    assert (links.carrier.tier, links.importers[0].tier, links.driver.tier) == ("T2", "T1", "T2")
    assert links.carrier.scheme == "MX_OEA" and links.carrier.membership_id is None and not links.importers[1].holds
    assert links.driver.number == "912345678"
    assert links_for(**asked).driver.problem == "unknown_card"
    assert links_for(**asked, crossing=PORT, direction="NB").driver.problem == "unknown_card"
    end = clock.now() + timedelta(days=5)
    services.recognition_end(actor=supervisor(), version_id=rows[0].id, ends_at=end, why="Replaced.")
    assert links_for(**asked, at=end - INSTANT).carrier.holds and not links_for(**asked, at=end).carrier.holds


def test_an_own_membership_speaks_before_a_lower_recognised_one() -> None:
    member = make_membership("FAST_CARRIER", tier="T2")
    make_scheme(member_actor(member.organisation), "MX_OEA", "MXOEA0001")
    make_recognition("MX_OEA", "FAST_CARRIER", "T1")
    link = links_for(carrier_id=member.organisation_id, importer_ids=[], driver_card="").carrier
    assert (link.tier, link.membership_id, link.scheme) == ("T2", member.id, "")


def test_a_ca_decision_is_recognised_in_the_us_with_its_reference() -> None:
    """R-04: confirmed by the CBSA, honoured under a row both signed; whose decision it rests on stays visible."""
    owner = member_actor(make_organisation("carrier"))
    make_scheme(owner, "PIP", "PIP000123", agency="CBSA")
    make_recognition("PIP", "FAST_CARRIER", "T1")
    found = recognised_for(owner)[0]
    assert (found.held.agency, found.row.tier) == ("CBSA", "T1") and found.held.officer_id and found.held.decided_at
    assert links_for(carrier_id=owner.organisation_id, importer_ids=[], driver_card="").carrier.tier == "T1"


def test_a_confirmed_standard_is_a_fact_of_the_tiers(django_assert_num_queries: Any) -> None:
    member = make_membership("FAST_CARRIER")
    owner = member_actor(member.organisation)
    held = make_scheme(owner, "CTPAT", "CTPAT00012345", confirmed=False)
    assert member_facts(member, clock.now()).standards == 0
    services.scheme_confirm(actor=vetting(), scheme_id=held.id)
    with django_assert_num_queries(2):
        facts = member_facts(member, clock.now())
    assert (facts.standards, facts.secured) == (1, 1)
    assert member_facts(member, held.valid_until).standards == 0


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"scheme": "CLUB"}, "scheme"),
        ({"number": "12"}, "number"),
        ({"number": "ABCDEFGHI"}, "number"),
        ({"valid_until": date(2019, 1, 1)}, "valid_until"),
        ({"valid_from": date(2001, 1, 1), "valid_until": date(2003, 1, 1)}, "valid_until"),
        ({"valid_until": date(2099, 1, 1)}, "valid_until"),
    ],
)
def test_what_cannot_be_entered_is_named(changes: dict[str, Any], path: str) -> None:
    today = clock.now().date()
    given = {"scheme": "SENTRI", "number": "987 654 321", "valid_from": today, "valid_until": today + timedelta(days=9)}
    with pytest.raises(Invalid) as refused:
        services.scheme_claim(actor=person_actor(), **{**given, **changes})
    assert [item.path for item in refused.value.items] == [path] and refused.value.items[0].fix


def test_who_enters_who_confirms_who_reads(commit_checks: Any) -> None:
    company = make_organisation("carrier")
    owner = member_actor(company)
    with pytest.raises(NotAllowed):
        make_scheme(member_actor(company, "trader.viewer"), "PIP", "PIP000123", confirmed=False)
    with pytest.raises(NotAllowed):
        make_scheme(person_actor(), "PIP", "PIP000123", confirmed=False)
    held = make_scheme(owner, "PIP", "PIP000123", confirmed=False)
    with pytest.raises(Conflict, match="ENR_SCHEME_ENTERED"):
        make_scheme(owner, "PIP", "PIP000999", confirmed=False)
    assert list(scheme_list_for_officer(actor=vetting("CBSA"))) == [held]
    assert not scheme_list_for_officer(actor=vetting("CBP")).exists()
    with pytest.raises(Conflict, match="ENR_OTHER_AGENCY"):
        services.scheme_confirm(actor=vetting("CBP"), scheme_id=held.id)
    for actor in (member_actor(make_organisation("carrier")), person_actor(), staff_actor("officer.primary")):
        with pytest.raises(NotFound):
            scheme_get(actor=actor, scheme_id=held.id)
    with pytest.raises(NotAllowed):
        services.scheme_confirm(actor=owner, scheme_id=held.id)
    services.scheme_confirm(actor=vetting("CBSA"), scheme_id=held.id)
    assert Notice.objects.filter(kind="scheme_confirmed", organisation_id=company.id).count() == 1
    commit_checks()


def test_a_number_is_confirmed_for_one_holder_and_refused_or_ended_with_a_reason() -> None:
    first = make_scheme(person_actor())
    second = make_scheme(person_actor(), confirmed=False)
    with pytest.raises(Conflict, match="ENR_SCHEME_TAKEN"):
        services.scheme_confirm(actor=vetting(), scheme_id=second.id)
    refused = services.scheme_refuse(actor=vetting(), scheme_id=second.id, reason=a_reason())
    assert refused.status == "refused" and refused.reason["fix"]["fr"]
    ended = services.scheme_end(
        actor=vetting(), scheme_id=first.id, reason=a_reason(), expected_version=first.row_version
    )
    assert ended.status == "ended" and Notice.objects.filter(kind="scheme_ended").count() == 1
    broken("UPDATE enrollment_scheme_membership SET status = 'confirmed' WHERE id = %s", second.id)
    broken("UPDATE enrollment_scheme_membership SET reason = NULL WHERE id = %s", second.id)


def test_the_holder_takes_it_back_and_it_stops_counting(traveller: Actor) -> None:
    held = make_scheme(traveller)
    make_recognition()
    assert may(traveller, held.number) == "eligible"
    with pytest.raises(NotFound):
        services.scheme_withdraw(actor=person_actor(), scheme_id=held.id)
    services.scheme_withdraw(actor=traveller, scheme_id=held.id)
    assert may(traveller, held.number) == "unknown_card"


def test_one_key_is_never_enough() -> None:
    row = make_recognition(signed=False)
    one = supervisor("CBSA")
    row = services.recognition_sign(actor=one, version_id=row.id, expected_version=row.row_version)
    assert row.status == "signed_cbsa" and recognitions_published() == []
    for actor in (one, supervisor("CBSA"), staff_actor("administrator", ""), supervisor("FDA")):
        with pytest.raises(DomainError):
            services.recognition_sign(actor=actor, version_id=row.id, expected_version=row.row_version)
    broken("UPDATE enrollment_recognition SET status = 'agreed' WHERE id = %s", row.id)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE enrollment_recognition SET tier = 'T2' WHERE id = %s",
        "UPDATE enrollment_recognition SET ports = '[1]' WHERE id = %s",
        "UPDATE enrollment_recognition SET valid_from = now() WHERE id = %s",
        "UPDATE enrollment_recognition SET status = 'ended' WHERE id = %s",
        "DELETE FROM enrollment_recognition WHERE id = %s",
        "DELETE FROM enrollment_recognition_signature WHERE version_id = %s",
    ],
)
def test_an_agreed_row_is_never_edited(statement: str) -> None:
    broken(statement, make_recognition().id)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"scheme": "X"}, "scheme"),
        ({"programme": "X"}, "programme"),
        ({"programme": "FAST_CARRIER", "tier": "T1"}, "programme"),
        ({"tier": "T2"}, "tier"),
        ({"scheme": "MX_OEA", "programme": "FAST_CARRIER", "tier": "T3"}, "tier"),
        ({"scheme": "MX_OEA", "programme": "NEXUS"}, "programme"),
        ({"direction": "EB"}, "direction"),
        ({"ports": ["atlantis"]}, "ports"),
        ({"note": " "}, "note"),
    ],
)
def test_a_row_that_cannot_be_is_named(changes: dict[str, Any], path: str) -> None:
    given = {"scheme": "SENTRI", "programme": "NEXUS", "tier": "NEXUS", **changes}
    with pytest.raises(Invalid) as refused:
        make_recognition(signed=False, **given)
    assert [item.path for item in refused.value.items] == [path]


def test_an_end_lies_ahead_and_says_why() -> None:
    row = make_recognition()
    for ends_at, why, path in ((clock.now() - INSTANT, "x", "ends_at"), (clock.now() + timedelta(days=1), " ", "why")):
        with pytest.raises(Invalid) as refused:
            services.recognition_end(actor=supervisor(), version_id=row.id, ends_at=ends_at, why=why)
        assert [item.path for item in refused.value.items] == [path]
    with pytest.raises(NotAllowed):
        services.recognition_end(actor=vetting(), version_id=row.id, ends_at=clock.now() + timedelta(days=1), why="x")
    with pytest.raises(NotFound):
        recognition_get(actor=vetting(), version_id=uuid4())
    row = make_recognition("PIP", "FAST_CARRIER", "T1", signed=False)
    gone = services.recognition_withdraw(actor=supervisor(), version_id=row.id, expected_version=row.row_version)
    assert gone.status == "withdrawn" and Recognition.objects.count() == 2


def test_no_column_holds_a_biometric() -> None:
    """R-49: not in the schemes either; the whole database is searched, by name and by kind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
            "AND table_name LIKE 'enrollment%%' AND (data_type = 'bytea' "
            "OR column_name ~ '(biometric|fingerprint|iris|retina|face_|facial|faceprint|template)') "
            "AND data_type NOT IN ('boolean', 'date')"  # enrolled or not, and since when: all that R-49 lets stand
        )
        assert cursor.fetchall() == []
    assert SchemeMembership._meta.get_field("number").max_length == 20
