"""The guided explorer: every pair of answers has exactly one way (R-81, R-82, 2.3)."""

from __future__ import annotations

from itertools import product

import pytest

from appeals.domain.complaints import CATEGORIES
from appeals.domain.explorer import ANSWERED, CHANGED, SITUATIONS, WISHES, way
from appeals.domain.kinds import KINDS


@pytest.mark.parametrize(("happened", "wish"), list(product(SITUATIONS, WISHES)))
def test_every_pair_leads_to_one_route_with_its_deadline_and_what_to_bring(happened: str, wish: str) -> None:
    found = way(happened, wish)
    appeal = wish == CHANGED and bool(SITUATIONS[happened].kind)
    assert found.route == ("appeal" if appeal else "complaint")
    assert (found.kind in KINDS, found.category in CATEGORIES) == (appeal, not appeal)
    assert found.days == (KINDS[found.kind].days if appeal else None)
    assert found.bring.en and found.bring.fr


def test_every_ground_of_appeal_is_reached_and_no_other() -> None:
    reached = {way(happened, CHANGED).kind for happened in SITUATIONS} - {""}
    assert reached == set(KINDS)
    assert {way(happened, ANSWERED).category for happened in SITUATIONS} == set(CATEGORIES)


def test_answers_off_the_list_have_no_way() -> None:
    for pair in (("denied", "money"), ("bad weather", CHANGED)):
        with pytest.raises(KeyError):
            way(*pair)
