"""Rulings published anonymised by two people, and found again by everybody (3.1, 7; 4.11)."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from appeals.models import Case, Publication
from appeals.selectors import decision_published, decisions_published
from appeals.services import Redaction, decision_publish, decision_redact, decision_send_back
from portal.core.domain.errors import Conflict, DomainError, Invalid, NotFound
from tests.factories.accounts import sign_in
from tests.factories.appeals import Commission, make_case, make_commission, make_dispute, rule, seat, vote

pytestmark = pytest.mark.django_db
PANEL = ("ca1", "us1", "us2")
TEXT = Redaction(
    headnote_en="A demotion cannot rest on a packing label when the proof of origin is on file.",
    headnote_fr="Une rétrogradation ne peut reposer sur une étiquette quand la preuve d'origine est au dossier.",
    text_en="The carrier filed the certificate of origin before the truck arrived. The finding rested on a label alone.",
    text_fr="Le transporteur avait déposé le certificat d'origine avant l'arrivée du camion. Le constat reposait sur une "
    "étiquette.",
    region="lakes",
)


@pytest.fixture
def commission() -> Commission:
    return make_commission()


@pytest.fixture
def case(commission: Commission) -> Case:
    return decided(commission)


def decided(commission: Commission) -> Case:
    made = seat(make_case(make_dispute()), commission, PANEL)
    vote(made, commission, {"ca1": "grant", "us1": "grant", "us2": "dismiss"})
    rule(made, commission)
    return Case.objects.get(pk=made.pk)


def changed(**parts: str) -> Redaction:
    return Redaction(**{**{name: getattr(TEXT, name) for name in TEXT.__slots__}, **parts})


def published(commission: Commission, case: Case, redaction: Redaction = TEXT) -> Publication:
    made = decision_redact(actor=commission.actor("registrar"), case_id=case.id, redaction=redaction)
    return decision_publish(actor=commission.actor("ca1"), case_id=case.id, expected_version=made.row_version)


def test_one_redacts_another_checks_and_everybody_reads_it(
    commission: Commission, case: Case, commit_checks: Any, django_assert_num_queries: Any
) -> None:
    made = decision_redact(actor=commission.actor("registrar"), case_id=case.id, redaction=TEXT)
    page = reverse("appeals:decision", args=[made.number])
    assert Client().get(page).status_code == 404
    with pytest.raises(Conflict) as refusal:
        decision_publish(actor=commission.actor("registrar"), case_id=case.id, expected_version=1)
    assert refusal.value.items[0].code == "APL_REDACTION_SAME_HAND"
    found = decision_publish(actor=commission.actor("ca1"), case_id=case.id, expected_version=1)
    assert (found.status, found.outcome, found.tier, found.region) == ("published", "grant", "", "")
    with django_assert_num_queries(1):
        shown = Client().get(page)
    assert TEXT.text_en in shown.text
    assert case.appellant not in shown.text
    assert case.docket not in shown.text
    commit_checks()


def test_facts_appear_once_five_rulings_share_them(commission: Commission, case: Case) -> None:
    rows = [published(commission, each) for each in (case, *[decided(commission) for _ in range(4)])]
    assert [(row.tier, row.region) for row in rows] == [("", "")] * 4 + [("T2", "lakes")]


def test_a_name_left_in_the_text_is_refused_at_its_field(commission: Commission, case: Case) -> None:
    registrar = commission.actor("registrar")
    for field, words in (
        ("text_en", f"{TEXT.text_en} {case.appellant.upper()}"),
        ("headnote_fr", f"{TEXT.headnote_fr} {case.record['decision']['number']}"),
        ("text_fr", "Trop court."),
        ("region", "moon"),
    ):
        with pytest.raises(Invalid) as refusal:
            decision_redact(actor=registrar, case_id=case.id, redaction=changed(**{field: words}))
        assert {item.path for item in refusal.value.items} == {field}
    assert not Publication.objects.exists()


def test_sent_back_it_is_redacted_again(commission: Commission, case: Case) -> None:
    decision_redact(actor=commission.actor("registrar"), case_id=case.id, redaction=TEXT)
    back = decision_send_back(
        actor=commission.actor("us1"), case_id=case.id, note="The date gives it away.", expected_version=1
    )
    assert (back.status, back.note) == ("returned", "The date gives it away.")
    again = decision_redact(
        actor=commission.actor("us1"), case_id=case.id, redaction=changed(region=""), expected_version=2
    )
    assert (again.status, again.redacted_by_name) == ("redacted", "Commission us1")
    with pytest.raises(Conflict):
        decision_publish(actor=commission.actor("us1"), case_id=case.id, expected_version=3)
    assert decision_publish(actor=commission.actor("registrar"), case_id=case.id, expected_version=3).published_at


def test_before_the_ruling_and_for_anybody_else_nothing_is_published(commission: Commission) -> None:
    dispute = make_dispute()
    case = make_case(dispute)
    with pytest.raises(Conflict):
        decision_redact(actor=commission.actor("registrar"), case_id=case.id, redaction=TEXT)
    for actor in (dispute.member, commission.actor("ca2")):
        with pytest.raises(DomainError):
            decision_redact(actor=actor, case_id=case.id, redaction=TEXT)


@pytest.mark.parametrize(
    ("words", "language", "hits"),
    [
        ("label", "en", 1),
        ("labels certificates", "en", 1),
        ("étiquettes", "fr", 1),
        ("étiquettes", "en", 0),
        ("seal", "en", 0),
        ('"packing label" -seal', "en", 1),
        ("' OR 1=1 --", "en", 0),
    ],
)
def test_decisions_are_found_by_words_in_their_language(
    commission: Commission, case: Case, words: str, language: str, hits: int
) -> None:
    published(commission, case)
    assert decisions_published(words=words, language=language).count() == hits


def test_and_by_facts_on_a_page_for_everybody(
    commission: Commission, case: Case, django_assert_num_queries: Any
) -> None:
    number = published(commission, case).number
    page = reverse("appeals:decision_list")
    with django_assert_num_queries(2):
        assert number in Client().get(page).text
    assert number in Client().get(page, {"kind": "demotion", "outcome": "grant", "words": "label"}).text
    assert number not in Client().get(page, {"kind": "fee"}).text
    assert number not in Client().get(page, {"outcome": "dismiss"}).text
    assert decision_published(number=number).kind == "demotion"
    with pytest.raises(NotFound):
        decision_published(number="D-1")


def test_the_decisions_found_are_a_table_with_its_definition(
    commission: Commission, case: Case, django_assert_num_queries: Any
) -> None:
    number = published(commission, case).number
    table = reverse("appeals:decisions_csv")
    with django_assert_num_queries(1):
        answer = Client().get(table)
    (line,) = csv.DictReader(StringIO(answer.text.removeprefix("\ufeff")))
    assert (line["number"], line["kind"], line["outcome"], line["tier"]) == (number, "demotion", "grant", "")
    assert line["headnote_fr"] and "fewer than" in line["definition_en"]
    assert number not in Client().get(table, {"kind": "fee"}).text
    assert f"{table}?kind=fee" in Client().get(reverse("appeals:decision_list"), {"kind": "fee"}).text


def test_the_database_publishes_nothing_by_one_hand(commission: Commission, case: Case) -> None:
    made = decision_redact(actor=commission.actor("registrar"), case_id=case.id, redaction=TEXT)
    with pytest.raises(DatabaseError, match="appeals_published_by_two"), transaction.atomic():
        Publication.objects.filter(pk=made.pk).update(
            status="published", checked_by_id=made.redacted_by_id, published_at=case.filed_at
        )


def test_redaction_and_check_are_done_on_the_case_page(commission: Commission, case: Case) -> None:
    registrar = sign_in(Client(), commission.users["registrar"])
    page = registrar.get(reverse("appeals:case", args=[case.id]))
    assert [act.name for act in page.context["acts"]] == ["redact"]
    assert "Dissent of Commission us2" in page.text
    data = {name: getattr(TEXT, name) for name in TEXT.__slots__} | {"expected_version": case.row_version}
    redact, publish = (reverse(f"appeals:{name}", args=[case.id]) for name in ("redact", "publish"))
    leaking = registrar.post(redact, {**data, "text_en": f"{TEXT.text_en} {case.appellant}"})
    assert (leaking.status_code, TEXT.headnote_fr[:30] in leaking.text) == (422, True)
    registrar.post(redact, data)
    assert registrar.get(reverse("appeals:case", args=[case.id])).context["acts"] == []
    member = sign_in(Client(), commission.users["ca1"])
    assert [act.name for act in member.get(reverse("appeals:case", args=[case.id])).context["acts"]] == ["publish"]
    member.post(publish, {"verdict": "publish", "note": "", "expected_version": 1})
    assert Publication.objects.get().status == "published"
