"""Everything here is scored by the shipped profile; how a profile comes into force is tested elsewhere."""

from __future__ import annotations

import pytest

from clearance.selectors.profiles import ActiveProfile
from clearance.targeting.profile import default_profile


@pytest.fixture(autouse=True)
def _shipped_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = ActiveProfile(number=1, digest="0" * 64, profile=default_profile())
    monkeypatch.setattr("clearance.services.scoring.active_profile", lambda: shipped)
