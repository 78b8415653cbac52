"""Load every data file in one transaction, once, with one entry in the trail."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from audit.trail.services import record
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.reference.models import ReferenceLoad
from portal.reference.services.files import DATA, DataFiles
from portal.reference.services.load_crossings import load_crossings, load_hours, load_lanes
from portal.reference.services.load_goods import load_goods, load_rules, load_words
from portal.reference.services.load_lists import load_agencies, load_countries, load_packages, load_subdivisions
from portal.reference.services.stamp import stamp_bump

STEPS = (
    load_countries,
    load_subdivisions,
    load_agencies,
    load_packages,
    load_crossings,
    load_lanes,
    load_hours,
    load_goods,
    load_words,
    load_rules,
)


@dataclass(frozen=True, slots=True)
class LoadResult:
    """`changed` is False when these very files were loaded last time and nothing was done."""

    changed: bool
    digest: str
    counts: dict[str, int]


@transaction.atomic
def reference_load(*, actor: Actor, folder: Path = DATA, force: bool = False) -> LoadResult:
    """Bring the tables in line with the files. Running it again with the same files does nothing.

    Lanes keep the status people gave them, hours an administrator set stay. Writes one entry with the
    SHA-256 of each file. `force` loads even when the files are the same.
    """
    files = DataFiles(folder)
    last = ReferenceLoad.objects.select_for_update().order_by("-created_at", "-id").first()
    if last and last.digest == files.digest and not force:
        return LoadResult(False, files.digest, dict(last.counts))
    counts = {step.__name__.removeprefix("load_"): step(files) for step in STEPS}
    load = ReferenceLoad.objects.create(digest=files.digest, files=files.hashes, counts=counts)
    record(
        actor=actor,
        event="reference.data.loaded",
        subject=Subject("reference_load", load.id),
        body={"digest": files.digest, "files": files.hashes, "counts": counts},
    )
    stamp_bump()
    _settle()
    return LoadResult(True, files.digest, counts)


SEARCHED = ("hs_search_en", "hs_search_fr", "hs_terms", "hs_heading_terms", "hs_word_trigrams")


def _settle() -> None:
    """Make the searched tables ready at once, not when autovacuum comes by.

    New entries wait in the pending list of an index, which every search then reads whole; and the planner
    would not know how common a word is.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gin_clean_pending_list(name::regclass) FROM unnest(%s::text[]) AS name", [list(SEARCHED)]
        )
        cursor.execute("ANALYZE reference_hscode, reference_hsword")
