"""The style sheets and scripts of a release, named by what is in them, for service workers that keep them."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders


@cache
def parts_digest() -> str:
    """Give twelve hexadecimal digits: new style sheets or scripts make a new worker."""
    digest = sha256()
    for folder in ("css", "js"):
        base = finders.find(folder) or str(Path(settings.STATIC_ROOT) / folder)
        for path in sorted(Path(str(base)).glob("*.*")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]
