"""Answers of both agencies: what is built reads back the same, and every code of an agency is told at a field (5.2, 5.3)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from clearance.domain.elements import element_at
from clearance.edi import EdiError, Envelope, build_segments, lex, read
from clearance.edi.answering import acknowledge, decision, declaration_answer, status
from clearance.edi.answers import DECISION, STATUS, TECHNICAL, Answer, AnswerError, AnswerNotice, answer_from, located
from clearance.edi.building import BuiltSegment
from clearance.edi.codebook import CBP, CBSA
from clearance.edi.codelists import rows
from clearance.edi.model import EDIFACT, X12
from clearance.edi.planning import FILE, plan
from clearance.edi.reading import build
from clearance.edi.words import ACCEPTED, error_items, error_words, notice_table, notice_words, reasons
from tests.clearance.edi.manifests import BOOK
from tests.clearance.edi.test_canonical import sample

TRIP, SHIPMENT = "ABCDTRIP000001", "ABCD1234654894"
ENVELOPE = Envelope("CBP-ACE", "ABCD", "7", datetime(2026, 11, 24, 9, 15, tzinfo=UTC))


def said(data: bytes, agency: str = CBP) -> Answer:
    (reading,) = read(data)
    assert reading.errors == ()
    answer = answer_from(reading, agency)
    assert answer is not None
    return answer


def codes_of(answer: Answer) -> list[tuple[str, str]]:
    return [(error.code, error.shipment) for error in answer.errors]


def test_every_code_is_told_in_both_languages_at_an_element_of_the_registry() -> None:
    for row in rows("agency_errors.csv"):
        where = (row["agency"], row["code"])
        error = AnswerError(row["code"], shipment=SHIPMENT if row["path"].startswith("shipments") else "")
        for item in error_items(Answer(DECISION, False, errors=(error,)), sample(), row["agency"]):
            assert item.message.en and item.message.fr and item.message.en != item.message.fr, where
            assert item.fix is not None and item.fix.en and item.fix.fr and item.fix.en != item.fix.fr, where
            assert item.code == "_".join(where)
            assert not item.path or element_at(item.path) or re.fullmatch(r"[a-z_.]+(\[\d+\])?", item.path), where
            assert bool(row["path"]) <= bool(item.path), where


def test_every_path_of_the_table_is_in_the_registry() -> None:
    wrong = [
        (row["agency"], row["code"], row["path"])
        for row in rows("agency_errors.csv")
        if row["path"] and not element_at(row["path"].replace("[]", "[0]").removesuffix("[0]"))
    ]
    assert wrong == []


def test_a_code_nobody_knows_is_known_by_its_words_or_shown_as_it_came() -> None:
    assert error_words(CBP, "999X", "INVALID ACE ID GIVEN").path == "crew[].ace_id"
    unknown = error_words(CBSA, "999X", "NO SUCH THING")
    assert unknown.meaning.en == "The CBSA answered: NO SUCH THING"
    assert unknown.meaning.fr == "Réponse de l'ASFC : NO SUCH THING"


@pytest.mark.parametrize("syntax", [EDIFACT, X12])
def test_a_trip_that_is_taken(syntax: str) -> None:
    answer = said(decision(ENVELOPE, trip_number=TRIP, syntax=syntax, sender_reference="56"))
    assert (answer.level, answer.accepted, answer.errors, answer.trip_number) == (DECISION, True, (), TRIP)
    assert syntax == X12 or answer.sender_reference == "56"


@pytest.mark.parametrize("syntax", [EDIFACT, X12])
def test_a_refused_shipment_leaves_the_trip_standing(syntax: str) -> None:
    error = AnswerError("017", shipment=SHIPMENT)
    answer = said(decision(ENVELOPE, trip_number=TRIP, errors=[error], syntax=syntax))
    assert answer.accepted is True
    assert answer.refused == {SHIPMENT}
    assert ("017", SHIPMENT) in codes_of(answer)
    items = error_items(answer, sample(), CBP)
    assert [(item.code, item.path) for item in items] == [("CBP_017", "shipments[0].reference")]


@pytest.mark.parametrize("syntax", [EDIFACT, X12])
def test_a_refused_trip_names_its_field(syntax: str) -> None:
    answer = said(decision(ENVELOPE, trip_number=TRIP, errors=[AnswerError("402")], syntax=syntax))
    assert answer.accepted is False
    assert [(item.code, item.path) for item in error_items(answer, sample(), CBP)] == [("CBP_402", "conveyance.plate")]


def test_an_aperak_says_the_same() -> None:
    errors = [AnswerError("402"), AnswerError("017", shipment=SHIPMENT)]
    answer = said(decision(ENVELOPE, trip_number=TRIP, errors=errors, aperak=True, at="2026-11-24T10:00"))
    assert answer.accepted is False
    assert {("402", ""), ("017", SHIPMENT)} <= set(codes_of(answer))


@pytest.mark.parametrize("accepted", [True, False])
def test_the_answer_to_a_declaration(accepted: bool) -> None:
    errors = [] if accepted else [AnswerError("E12", "INVALID HS")]
    data = declaration_answer(ENVELOPE, accepted=accepted, cargo=SHIPMENT, errors=errors, sender_reference="S1")
    answer = said(data, CBSA)
    assert (answer.accepted, answer.control_number) == (accepted, SHIPMENT)
    assert codes_of(answer) == [("E12", SHIPMENT)] * (not accepted)


@pytest.mark.parametrize("syntax", [EDIFACT, X12])
@pytest.mark.parametrize("number", [TRIP, SHIPMENT])
def test_a_status_of_the_cbp(syntax: str, number: str) -> None:
    code = "AAD" if number == TRIP else "1C"
    notice = AnswerNotice(code, number, at="2026-11-24T11:30")
    answer = said(status(ENVELOPE, notices=[notice], trip_number=TRIP, syntax=syntax))
    assert (answer.level, answer.accepted) == (STATUS, None)
    assert [(one.code, one.control_number, one.at) for one in answer.notices] == [(code, number, notice.at)]


@pytest.mark.parametrize("code", sorted(notice_table(CBSA)))
def test_a_status_of_the_cbsa(code: str) -> None:
    notice = AnswerNotice(code, "7AB11234654894", at="2026-11-24T11:30")
    data = status(ENVELOPE, notices=[notice], agency=CBSA, trip_number="7AB1TRIP000001", transaction="12345678901234")
    (found,) = said(data, CBSA).notices
    assert (found.code, found.control_number) == (code, notice.control_number)


def test_every_notice_has_words_and_one_nobody_knows_is_a_remark() -> None:
    for agency in (CBP, CBSA):
        for words in notice_table(agency).values():
            assert words.effect and words.meaning.en and words.meaning.fr
    unknown = notice_words(CBP, AnswerNotice("ZZZ", text="SEE OFFICER"))
    assert (unknown.effect, unknown.meaning.en) == ("remark", "SEE OFFICER")
    assert reasons(CBP, "shipment") and all(one.meaning.fr for one in reasons(CBP, "shipment"))


def test_notices_of_different_kinds_are_different_messages_of_the_cbsa() -> None:
    with pytest.raises(EdiError):
        status(ENVELOPE, notices=[AnswerNotice("GIS-4"), AnswerNotice("GIS-5")], agency=CBSA)


@pytest.mark.parametrize("syntax", [EDIFACT, X12])
def test_an_acknowledgement_leads_to_the_field_of_the_filing(syntax: str) -> None:
    message = plan(sample(), CBP, action=FILE, codes=BOOK, syntax=syntax)[0]
    built: tuple[BuiltSegment, ...] = build_segments(message.map_id, message.values)
    wanted = "shipments[0].lines[0].description"
    segment, place = next((one, place) for one in built for place in one.places if place.path == wanted)
    sent = lex(build(message.map_id, message.values, ENVELOPE))
    assert said(acknowledge(sent, [], ENVELOPE)).accepted is True
    fault = EdiError(
        "EDI_TOO_LONG",
        tag=segment.segment.tag,
        message=1,
        segment=segment.segment.position,
        element=place.element,
        component=place.component,
    )
    answer = said(acknowledge(sent, [fault], ENVELOPE))
    assert (answer.level, answer.accepted) == (TECHNICAL, False)
    (error,) = located(answer, built).errors
    assert error.path == wanted
    (item,) = error_items(located(answer, built), sample(), CBP)
    assert item.path == wanted and error_words(CBP, error.code).role != ACCEPTED
