"""Apply a one-click fix: to a draft, or as the amendment of what an agency refused (requirements 5.3).

A fix is named by the code of its error, the path it changes and its place among that error's fixes. It is made anew from
what is wrong now, so that a page left open for an hour cannot change what is right by then.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from clearance.domain.fixes import Fix, applied
from clearance.models import FilingDraft
from clearance.selectors.drafts import draft_get
from clearance.selectors.fixing import answer_items
from clearance.services.drafts import draft_change, draft_check, draft_edit
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem
from portal.core.domain.text import Text


def draft_fix(*, actor: Actor, draft_id: UUID, code: str, path: str, place: int = 0) -> FilingDraft:
    """Put one error of a draft right; raises Conflict when it is not wrong any more. Undo takes it back."""
    draft = draft_get(actor=actor, draft_id=draft_id)
    fix = _chosen(draft_check(actor=actor, draft=draft), code, path, place)
    return draft_edit(
        actor=actor,
        draft_id=draft_id,
        edit=lambda data: applied(data, fix),
        point=f"{draft.row_version}-fix",
    )


def trip_fix(*, actor: Actor, trip_id: UUID, code: str, path: str, place: int = 0) -> FilingDraft:
    """Begin the amendment that puts right what an agency refused; the change is in the draft it gives."""
    fix = _chosen(answer_items(actor=actor, trip_id=trip_id), code, path, place)
    return draft_change(actor=actor, trip_id=trip_id, edit=lambda data: applied(data, fix))


def _chosen(items: Iterable[ErrorItem], code: str, path: str, place: int) -> Fix:
    for item in items:
        if item.code == code and 0 <= place < len(item.suggestions) and item.suggestions[place].path == path:
            return item.suggestions[place]
    raise Conflict([NO_LONGER])


NO_LONGER = ErrorItem(
    "CLR_FIX_GONE",
    Text("This is not wrong any more, or the fix changed.", "Ce n'est plus une erreur, ou la correction a changé."),
    path="fix",
    fix=Text("Look at the list again; it is up to date now.", "Revoyez la liste; elle est maintenant à jour."),
)
