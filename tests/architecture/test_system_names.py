"""Workers that act by themselves are named in French too, where a person reads who acted."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from portal.core.domain.system_names import FRENCH, system_name

ROOT = Path(settings.BASE_DIR)
NAMED = re.compile(r'system_actor\(\s*"([^"]+)"')
APPS = ("portal", "enrollment", "clearance", "audit", "appeals")


def test_every_worker_has_a_french_name() -> None:
    files = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    used = {name for path in files for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 30
    assert used - set(FRENCH) == set()
    assert set(FRENCH) - used == set(), "a name nobody uses any more"


def test_a_name_nobody_listed_stays_as_it_is() -> None:
    assert system_name("somebody else").fr == "somebody else"
    assert system_name("scoring").as_dict() == {"en": "scoring", "fr": "notation"}
