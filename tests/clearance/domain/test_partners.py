"""Which agencies care and what they ask: tables of goods, origin and use (R-24)."""

from __future__ import annotations

from datetime import date

import pytest

from clearance.domain.elements import FORMATS
from clearance.domain.manifest import Answer, GoodsLine
from clearance.domain.partners import PROGRAMMES, QUESTIONS, Question, agencies_of, applied, asked, goods_of, missing
from clearance.domain.partners.base import Filter
from clearance.domain.partners.labels import choices_of, why_asked
from clearance.domain.partners.lines import later_answers, regulated_in
from clearance.domain.partners.needs import Goods, needs_by_agency
from clearance.domain.partners.table import ask_from_row, programme_from_row, programmes_from_rows, question_from_row

ON = date(2026, 11, 24)
SB_PRODUCE = (("APHIS", "must"), ("FDA", "must"), ("AMS", "may"))
NB_PRODUCE = (("CFIA", "must"),)


def goods(code: str, severities: tuple[tuple[str, str], ...], origin: str = "CA", **answers: str) -> Goods:
    line = GoodsLine(hs_code=code, origin=origin, answers=tuple(Answer(q, v) for q, v in answers.items()))
    return goods_of(line, severities)


def codes(item: Goods, on: date = ON) -> set[str]:
    return {entry.question.code for entry in asked(item, on)}


# goods, origin, end use, severities of the goods table, agencies that get a line, questions that must be asked
CARES = (
    ("070200", "CA", "", SB_PRODUCE, {"APHIS", "FDA"}, {"END_USE", "FDA_PRIOR_NOTICE"}),
    ("070200", "MX", "HUMAN", SB_PRODUCE, {"APHIS", "FDA"}, {"PHYTO_CERT"}),
    ("070200", "CA", "RESEARCH", SB_PRODUCE, {"APHIS"}, {"END_USE"}),
    ("070200", "US", "", NB_PRODUCE, {"CFIA"}, {"END_USE", "SFC_LICENCE"}),
    ("070200", "US", "FEED", NB_PRODUCE, {"CFIA"}, {"END_USE"}),
    ("060220", "US", "PLANT", NB_PRODUCE, {"CFIA"}, {"PLANT_PERMIT"}),
    ("020130", "CA", "FEED", (("FSIS", "must"), ("APHIS", "must")), {"APHIS"}, {"VET_CERT"}),
    ("020130", "CA", "HUMAN", (("FSIS", "must"),), {"FSIS"}, {"ESTABLISHMENT", "MEAT_CERT"}),
    ("930320", "CA", "", (("ATF", "must"),), {"ATF"}, {"ARMS_PERMIT"}),
    ("360500", "CA", "", (), set(), set()),
    ("731815", "CA", "", (), set(), set()),
    ("870830", "CA", "", (("NHTSA", "may"),), set(), {"HS7_BOX"}),
    ("999999", "CA", "", (("XYZ", "must"),), {"XYZ"}, set()),
)


@pytest.mark.parametrize(("code", "origin", "use", "severities", "agencies", "questions"), CARES)
def test_goods_origin_and_use_decide(
    code: str, origin: str, use: str, severities: tuple[tuple[str, str], ...], agencies: set[str], questions: set[str]
) -> None:
    item = goods(code, severities, origin, **({"END_USE": use} if use else {}))
    assert agencies_of(item, ON) == agencies
    assert questions <= codes(item)


def test_a_part_nobody_regulates_raises_no_question() -> None:
    """R-24: a non-regulated part raises none."""
    assert asked(goods("391740", ()), ON) == ()


def test_one_question_is_asked_once_whoever_reads_it() -> None:
    items = [entry for entry in asked(goods("070200", SB_PRODUCE), ON) if entry.question.code == "END_USE"]
    assert len(items) == 1 and set(items[0].agencies) == {"APHIS", "FDA"}
    assert items[0].blocks and "APHIS, FDA" in why_asked(items[0]).fr.replace("FDA, APHIS", "APHIS, FDA")


def test_an_agency_that_only_might_care_asks_nothing_that_blocks_until_declared() -> None:
    undeclared, declared = goods("283526", (("EPA", "may"),)), goods("283526", (("EPA", "may"),), TSCA="POSITIVE")
    assert [entry.mandatory for entry in asked(undeclared, ON)] == [False]
    assert agencies_of(undeclared, ON) == frozenset() and agencies_of(declared, ON) == {"EPA"}
    assert applied(declared, ON)[0].must


def test_what_is_missing_by_agency() -> None:
    item = goods("070200", SB_PRODUCE, END_USE="HUMAN")
    assert [entry.question.code for entry in missing(item, ON)] == ["FDA_PRIOR_NOTICE"]
    assert needs_by_agency([item, item], ON)["FDA"] == (QUESTIONS["FDA_PRIOR_NOTICE"],)


def test_a_programme_counts_from_its_first_day() -> None:
    assert codes(goods("070200", SB_PRODUCE), date(2024, 12, 31)) == set()
    assert codes(goods("070200", SB_PRODUCE), date(2025, 1, 1))


def test_later_answers_count_only_for_the_goods_they_were_given_for() -> None:
    filing = {"shipments": [{"lines": [{"hs_code": "180632", "origin": "CA"}]}]}
    given = {"path": "shipments[0].lines[0]", "question": "FDA_PRIOR_NOTICE", "value": "012345678901"}
    severities = {"180632": (("FDA", "must"),)}
    for code, lacking in (("180632", 0), ("180631", 1)):
        later = later_answers(filing, [{**given, "hs_code": code}])
        found = [entry for _, entry in regulated_in(filing, severities, later)]
        assert len(missing(found[0], ON)) == lacking


# --- the tables themselves -----------------------------------------------------------------------------------
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.code)
def test_every_question_explains_itself(question: Question) -> None:
    item = question
    element = item.element
    assert element.basis and element.purpose and element.name.en != ""
    assert item.edi in {"DOC", "FTX", "LOC", "PIA"}
    if element.format:
        assert FORMATS[element.format].pattern.fullmatch(element.example) and len(element.example) <= element.size
    else:
        assert element.example in element.choices and len(choices_of(item)) == len(element.choices)


def test_every_programme_asks_something_and_says_why() -> None:
    for programme in PROGRAMMES:
        assert programme.asks and programme.reason.fr != programme.reason.en and programme.minutes > 0


QUESTION = {
    "code": "X", "kind": "code", "size": "4", "format": "", "choices": "A|B", "moment": "filing", "once": "0",
    "edi": "DOC", "basis": "law", "purpose": "safety", "name_en": "X", "name_fr": "X", "help_en": "", "help_fr": "",
    "example": "A",
}  # fmt: skip
PROGRAMME = {
    "code": "P", "agency": "FDA", "prefixes": "07", "except": "", "origins": "", "end_uses": "", "severity": "",
    "minutes": "5", "from": "2025-01-01", "to": "", "source": "law", "confidence": "M", "name_en": "P",
    "name_fr": "P", "reason_en": "r", "reason_fr": "r",
}  # fmt: skip


@pytest.mark.parametrize("changes", [{"kind": "flag"}, {"moment": "never"}, {"name_fr": ""}, {"format": "nope"},
                                     {"choices": ""}, {"basis": ""}, {"help_en": "only English"}])  # fmt: skip
def test_a_bad_question_is_refused(changes: dict[str, str]) -> None:
    assert question_from_row(QUESTION).code == "X"
    with pytest.raises(ValueError):
        question_from_row(QUESTION | changes)


@pytest.mark.parametrize("changes", [{"prefixes": ""}, {"prefixes": "x"}, {"severity": "none"}, {"confidence": ""},
                                     {"source": ""}, {"reason_fr": ""}, {"origins": "CA !US"}])  # fmt: skip
def test_a_bad_programme_is_refused(changes: dict[str, str]) -> None:
    assert programme_from_row(PROGRAMME, ()).code == "P"
    with pytest.raises(ValueError):
        programme_from_row(PROGRAMME | changes, ())


def test_asks_belong_to_programmes_and_name_known_questions() -> None:
    questions = {"X": question_from_row(QUESTION)}
    ask = {"programme": "P", "question": "X", "need": "M", "when": ""}
    assert programmes_from_rows([PROGRAMME], questions, [ask])
    for wrong in ({"need": "Z"}, {"when": "moon=full"}):
        with pytest.raises(ValueError):
            ask_from_row(ask | wrong, questions)
    with pytest.raises(ValueError, match="twice"):
        programmes_from_rows([PROGRAMME, PROGRAMME], questions, [])
    with pytest.raises(ValueError, match="unknown programmes"):
        programmes_from_rows([PROGRAMME], questions, [ask | {"programme": "Q"}])


def test_doubt_asks_rather_than_waives() -> None:
    assert Filter.parse("!FEED").passes("") and not Filter.parse("FEED").passes("") and Filter.parse("").passes("x")
