"""The pure building blocks."""

from __future__ import annotations

from uuid import uuid4

import pytest

from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, DomainError, ErrorItem, Invalid, NotFound
from portal.core.domain.reasons import Reason, evidence_words
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.ids import uuid7

GOOD_REASON = Reason(
    code="SEAL_MISMATCH",
    text=Text(
        "The seal on the trailer was 884213; the filing says 884231.",
        "Le sceau de la remorque était 884213; la déclaration indique 884231.",
    ),
    evidence="inspection:0192",
    fix=Text("Amend the filing.", "Modifiez la déclaration."),
    appeal=Text("Appeal within 30 days.", "Appel dans les 30 jours."),
)


def test_text_follows_the_language_and_formats_both() -> None:
    text = Text("{n} trucks", "{n} camions").format(n=3)
    assert (text.get("en-CA"), text.get("fr-CA")) == ("3 trucks", "3 camions")


def test_uuid7_is_version_7_and_sorts_by_time() -> None:
    ids = [uuid7() for _ in range(50)]
    assert {value.version for value in ids} == {7}
    assert len(set(ids)) == 50
    assert ids[0].int >> 80 <= ids[-1].int >> 80


def test_r37_a_complete_reason_passes() -> None:
    assert GOOD_REASON.check() is GOOD_REASON
    assert Reason.from_dict(GOOD_REASON.as_dict()) == GOOD_REASON


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"code": " "}, "reason.code"),
        ({"evidence": ""}, "reason.evidence"),
        ({"fix": Text("", "x")}, "reason.fix.en"),
        ({"appeal": Text("x", "")}, "reason.appeal.fr"),
        ({"text": Text("Does not meet eligibility.", GOOD_REASON.text.fr)}, "reason.text.en"),
    ],
)
def test_r37_an_incomplete_or_boilerplate_reason_names_the_part(change: dict, path: str) -> None:
    fields = {name: getattr(GOOD_REASON, name) for name in ("code", "text", "evidence", "fix", "appeal")}
    with pytest.raises(Invalid) as refusal:
        Reason(**{**fields, **change}).check()
    assert path in [item.path for item in refusal.value.items]


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("audit_case:PMA-2026-00002", ("Audit PMA-2026-00002", "Vérification PMA-2026-00002")),
        ("finding:01a22209-c36c-72d4-b60e-b61e2fe02846", ("Finding", "Constat")),
        ("police:2026-118", ("police:2026-118", "police:2026-118")),
        ("Order of 3 October", ("Order of 3 October", "Order of 3 October")),
    ],
)
def test_what_a_reason_rests_on_is_named_in_words(reference: str, words: tuple[str, str]) -> None:
    found = evidence_words(reference)
    assert (found.en, found.fr) == words


def test_error_items_carry_both_languages() -> None:
    item = ErrorItem("X", Text("a", "b"), path="eta", fix=Text("c", "d"))
    assert item.as_dict()["message"] == {"en": "a", "fr": "b"}
    assert item.as_dict()["fix"] == {"en": "c", "fr": "d"}


def test_errors_have_the_status_of_their_kind() -> None:
    assert (Invalid().status, Conflict().status, NotFound().status) == (422, 409, 404)
    assert isinstance(NotFound(), DomainError)
    assert NotFound().items[0].code == "CORE_NOT_FOUND"


def test_actor_reaches_only_its_own_organisations() -> None:
    mine, theirs = uuid4(), uuid4()
    actor = Actor(kind="member", reach=frozenset({mine}), roles=frozenset({"trader.filer"}))
    assert actor.can_act_for(mine)
    assert not actor.can_act_for(theirs)
    assert not actor.can_act_for(None)
    assert actor.has("trader.admin", "trader.filer")
    assert not actor.is_staff
    assert system_actor("seed").as_dict()["name"] == "seed"


def test_subject_reads_as_type_and_id() -> None:
    value = uuid4()
    assert str(Subject("trip", value)) == f"trip:{value}"
