"""Papers of a docket that are files: read by their content, scanned, kept in the vault, handed out by level (4.11)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from appeals.domain.docket import ENTRY_KINDS, PUBLIC
from appeals.models import DocketEntry, DocketFile
from appeals.selectors.docket import entry_readable
from audit.trail.services import record
from enrollment.domain.documents import EXTENSIONS
from enrollment.vault import storage
from enrollment.vault.content import Content, content_read
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.ids import uuid7
from portal.core.scanning import CLEAN, INFECTED, scanner


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name, its bytes, and the type the sender claims."""

    name: str
    raw: bytes
    declared: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """A file that may be filed; `scanned` says that the scanner found nothing, not that nobody was there to ask."""

    content: Content
    scanned: bool


def file_read(kind: str, upload: Upload) -> Passed:
    """Tell what was sent and have it scanned. Raises Invalid at `file` naming rule and fix.

    Refused are a kind of paper that takes no file, what is no PDF, JPEG or PNG of ten mebibytes at most, and a virus.
    """
    row = ENTRY_KINDS.get(kind)
    if row is None or not row.file:
        raise Invalid([ErrorItem("APL_FILE", NO_FILE, path="file", value=kind, fix=NO_FILE_FIX)])
    content = content_read(upload.name, upload.raw, upload.declared)
    verdict = scanner().scan(content.raw)
    if verdict.state == INFECTED:
        raise Invalid([ErrorItem("APL_FILE_VIRUS", VIRUS.format(name=verdict.detail), path="file", fix=VIRUS_FIX)])
    return Passed(content, verdict.state == CLEAN)


def file_keep(entry: DocketEntry, passed: Passed) -> DocketFile:
    """Keep the bytes of a paper in the vault, in the transaction that files it."""
    content = passed.content
    key = storage.keep(uuid7(), content.raw)
    try:
        with transaction.atomic():
            return DocketFile.objects.create(
                entry=entry,
                name=file_name(entry.name, content.media_type),
                media_type=content.media_type,
                size=len(content.raw),
                sha256=content.sha256,
                storage_key=key,
                scanned_at=clock.now() if passed.scanned else None,
            )
    except Exception:
        storage.drop(key)
        raise


def file_name(name: str, media_type: str) -> str:
    """Give the name a file is saved under: that of its paper, without what a file system takes for something else."""
    kept = "".join(char if char.isprintable() and char not in '/\\:*?"<>|' else "-" for char in name)
    return f"{kept.strip(' .')}.{EXTENSIONS[media_type][0]}"


@transaction.atomic
def file_open(*, actor: Actor, entry_id: UUID) -> tuple[DocketFile, bytes]:
    """Give the file of a paper to who may read it; each look at one that is not PUBLIC is an entry of the trail.

    Raises NotFound for a stranger and for a side that may not read it, Conflict while nobody could scan it, or for a
    virus a later scan finds.
    """
    entry = entry_readable(actor=actor, entry_id=entry_id)
    found: DocketFile = entry.file
    raw = storage.fetch(found.storage_key)
    if found.scanned_at is None:
        _scan(actor, found, raw)
    if entry.level != PUBLIC:
        _note(actor, found, "file_read")
    return found, raw


def _scan(actor: Actor, found: DocketFile, raw: bytes) -> None:
    verdict = scanner().scan(raw)
    if verdict.state == INFECTED:
        raise Conflict([ErrorItem("APL_FILE_VIRUS", VIRUS.format(name=verdict.detail), path="file", fix=VIRUS_FIX)])
    if verdict.state != CLEAN:
        raise Conflict([ErrorItem("APL_FILE_WAITS", WAITS, path="file", fix=WAITS_FIX)])
    found.scanned_at = clock.now()
    found.save(update_fields=["scanned_at"])
    _note(actor, found, "file_scanned")


def _note(actor: Actor, found: DocketFile, what: str) -> None:
    entry = found.entry
    record(
        actor=actor,
        event=f"appeals.docket.{what}",
        subject=Subject("appeal", entry.case_id),
        body={"number": entry.number, "level": entry.level, "sha256": found.sha256},
        organisation_id=entry.case.organisation_id,
    )


NO_FILE = Text(
    "Only a submission or an exhibit carries a file.", "Seules des observations ou une pièce ont un fichier."
)
NO_FILE_FIX = Text("File it as an exhibit.", "Déposez-le comme pièce.")
VIRUS = Text("The scanner found a virus: {name}.", "L'analyseur a trouvé un virus : {name}.")
VIRUS_FIX = Text("Check your computer and send a clean copy.", "Vérifiez votre ordinateur et envoyez une copie saine.")
WAITS = Text("The file could not be scanned yet.", "Le fichier n'a pas encore pu être analysé.")
WAITS_FIX = Text("Open it again in a few minutes.", "Ouvrez-le de nouveau dans quelques minutes.")
