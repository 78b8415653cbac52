"""Draft a ruling on its skeleton and note for the panel what was found in the record (4.12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from appeals.domain.drafting import cite_faults, draft_faults, note_faults
from appeals.models import Case, PanelNote, RulingDraft
from appeals.selectors.drafting import bench_case, decisions_known
from appeals.services.conflicts import cases_led, judge_check
from audit.trail.services import record
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.domain.two_keys import document_digest


@transaction.atomic
def draft_save(
    *, actor: Actor, case_id: UUID, parts: Mapping[str, Text], cites: Sequence[str], expected_version: int
) -> RulingDraft:
    """Save the panel's draft; `expected_version` is 0 for the first one. It may have gaps, and it binds nobody.

    Raises NotFound off the panel, NotAllowed, Invalid, Conflict once it is ruled, in a case another one leads, or when
    another member saved in between.
    """
    case = _deliberating(actor, case_id)
    cases_led(case)
    faults = draft_faults(parts) + cite_faults(cites, decisions_known(cites))
    if faults:
        raise Invalid(faults)
    found = RulingDraft.objects.filter(case=case).first()
    if (found.row_version if found else 0) != expected_version:
        raise Conflict([SAVED_BETWEEN])
    draft = found or RulingDraft(case=case)
    draft.parts = {code: {"en": text.en.strip(), "fr": text.fr.strip()} for code, text in parts.items()}
    draft.cites = list(cites)
    draft.written_by_id, draft.written_by_name, draft.written_at = actor.person, actor.name[:120], clock.now()
    draft.row_version = expected_version + 1
    draft.save()
    digest = document_digest({"parts": draft.parts, "cites": draft.cites})
    _record(actor, case, "appeals.draft.saved", {"version": draft.row_version, "digest": digest})
    return draft


@transaction.atomic
def panel_note_add(*, actor: Actor, case_id: UUID, words: str, place: str = "") -> PanelNote:
    """Note something for the panel, with the place it marks. The trail says that it was noted, never what.

    Raises NotFound off the panel, NotAllowed, Invalid, Conflict once it is ruled.
    """
    case = _deliberating(actor, case_id)
    faults = note_faults(words, place)
    if faults:
        raise Invalid(faults)
    note = PanelNote.objects.create(
        case=case,
        place=place.strip(),
        words=words.strip(),
        written_by_id=actor.person,
        written_by_name=actor.name[:120],
        written_at=clock.now(),
    )
    _record(actor, case, "appeals.note.added", {"note": str(note.id)})
    return note


def _deliberating(actor: Actor, case_id: UUID) -> Case:
    """Lock the case, so that two members who save at once see each other."""
    case = bench_case(actor=actor, case_id=case_id)
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if locked.status != "with_panel":
        raise Conflict([RULED])
    judge_check(actor=actor, case=case, person=actor.person)
    return case


def _record(actor: Actor, case: Case, event: str, body: dict[str, object]) -> None:
    record(actor=actor, event=event, subject=Subject("appeal_panel", case.id), body={"docket": case.docket, **body})


SAVED_BETWEEN = ErrorItem(
    "APL_DRAFT_STALE",
    Text(
        "Another member of the panel saved the draft in between.",
        "Un autre membre de la formation a enregistré l'ébauche entre-temps.",
    ),
    fix=Text(
        "Your text is still here. The draft as it stands now is below: bring the two together and save again.",
        "Votre texte est encore ici. L'ébauche actuelle figure plus bas : réunissez les deux et enregistrez de nouveau.",
    ),
)
RULED = ErrorItem(
    "APL_DRAFT_RULED",
    Text("The case is ruled on; the draft stays as it is.", "Le dossier est tranché; l'ébauche reste telle quelle."),
    path="status",
    fix=Text("Read the ruling on the case's page.", "Lisez la décision sur la page du dossier."),
)
