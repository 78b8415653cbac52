"""The gist of a restricted paper: every move, and words that say enough without repeating the paper (R-85)."""

from __future__ import annotations

import pytest

from appeals.domain.gists import COPIED_AT_MOST, GIST, GIST_AT_LEAST, copied, gist_faults
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError
from portal.core.domain.text import Text

ROLES = ("trader.admin", "traveller", "officer.supervisor", "commission.registrar", "commission.member", "auditor")
PAPER = "The informant at the yard of Detroit saw nine trailers being opened at night and told the agency so on 12 May."
GIST_WORDS = Text(
    "A person known to the agency says when the trailers stood open.",
    "Une personne connue de l'organisme dit quand les remorques étaient ouvertes.",
)


@pytest.mark.parametrize("state", [state.code for state in GIST.states])
@pytest.mark.parametrize("action", GIST.actions)
def test_only_the_registrar_settles(state: str, action: str) -> None:
    permitted = set()
    for role in ROLES:
        try:
            GIST.check(None, state, action, Actor(kind="member", roles=frozenset({role})))
            permitted.add(role)
        except DomainError:
            continue
    assert permitted == ({"commission.registrar"} if (state, action) == ("proposed", "settle") else set())


def test_a_gist_says_enough_in_both_languages() -> None:
    assert gist_faults(GIST_WORDS, PAPER) == []
    edge = "x" * GIST_AT_LEAST
    assert [item.path for item in gist_faults(Text(edge[1:], edge), PAPER)] == ["gist_en"]


def test_a_gist_does_not_repeat_the_paper_even_in_other_spacing() -> None:
    assert copied(PAPER[1 : COPIED_AT_MOST + 2], PAPER)
    assert not copied(PAPER[:COPIED_AT_MOST] + "#", PAPER)
    assert copied("He says: " + PAPER.upper().replace(" ", "\n"), PAPER)
    assert copied("It reads SEAL 4711 TORN on the log.", "Seal 4711 torn")
    assert not copied("Words about a seal.", "")
    [found] = gist_faults(Text(PAPER, GIST_WORDS.fr), PAPER)
    assert (found.code, found.path) == ("APL_GIST_COPIES", "gist_en")
