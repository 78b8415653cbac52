"""Propose and settle the gist of a restricted paper; a ruling leans on none without (R-85)."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from appeals.domain.docket import APPELLANT, COMMISSION, CONFIDENTIAL
from appeals.domain.gists import GIST, LEANS, LEANS_FIX, SETTLED, gist_faults
from appeals.models import Case, DocketEntry, Gist
from appeals.selectors import case_get, side_of
from appeals.services.telling import tell_case
from audit.trail.services import record
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

OPEN = ("filed", "with_panel")


@transaction.atomic
def gist_propose(*, actor: Actor, case_id: UUID, entry_id: UUID, words: Text) -> Gist:
    """Propose the gist of a restricted paper as the side that filed it.

    Raises NotFound for a paper that is not theirs or not restricted, NotAllowed, Invalid, Conflict when it has one.
    """
    case = _open(actor, case_id)
    side = side_of(actor)
    if side == COMMISSION or actor.has("trader.viewer"):
        raise NotAllowed([ErrorItem("APL_SIDE", ONLY_SIDE)])
    entry = DocketEntry.objects.filter(case=case, pk=entry_id, side=side, level=CONFIDENTIAL).first()
    if entry is None:
        raise NotFound
    if Gist.objects.filter(entry=entry).exists() or hasattr(entry, "public_version"):
        raise Conflict([ErrorItem("APL_GIST", THERE, path="entry")])
    faults = gist_faults(words, entry.text)
    if faults:
        raise Invalid(faults)
    gist = Gist.objects.create(
        entry=entry,
        words=words.as_dict(),
        proposed_by_id=actor.person,
        proposed_by_name=actor.name,
        proposed_at=clock.now(),
    )
    record(
        actor=actor,
        event="appeals.gist.proposed",
        subject=Subject("appeal", case.id),
        body={"number": entry.number, "side": side},
        organisation_id=case.organisation_id,
    )
    return gist


@transaction.atomic
def gist_settle(*, actor: Actor, case_id: UUID, entry_id: UUID, words: Text, expected_version: int) -> Gist:
    """Settle the words of a proposed gist as the registrar: from now on the other side reads them.

    Raises NotFound while none is proposed, NotAllowed, Invalid, Conflict when it changed or is settled.
    """
    case = _open(actor, case_id)
    gist = Gist.objects.select_related("entry").filter(entry_id=entry_id, entry__case=case).first()
    if gist is None:
        raise NotFound
    faults = gist_faults(words, gist.entry.text)
    if faults:
        raise Invalid(faults)
    number, side = gist.entry.number, gist.entry.side
    gist = apply(
        workflow=GIST,
        obj=gist,
        action="settle",
        actor=actor,
        subject=Subject("appeal", case.id),
        expected_version=expected_version,
        changes={
            "words": words.as_dict(),
            "settled_by_id": actor.person,
            "settled_by_name": actor.name,
            "settled_at": clock.now(),
        },
        body={"number": number},
        organisation_id=case.organisation_id,
    )
    if side != APPELLANT:
        tell_case(actor, case, kind="docket", title=TOLD.format(docket=case.docket), body=words)
    return gist


def leaning_check(case: Case, set_aside: Collection[UUID]) -> None:
    """Refuse a ruling that leans on a restricted paper the other side knows nothing of. Raises Conflict naming each."""
    rows = DocketEntry.objects.filter(case=case, level=CONFIDENTIAL, public_version=None).exclude(pk__in=set_aside)
    bare = rows.exclude(gist__status=SETTLED).order_by("number")
    items = [
        ErrorItem("APL_GIST_MISSING", LEANS.format(name=row.name), path="set_aside", value=str(row.id), fix=LEANS_FIX)
        for row in bare
    ]
    if items:
        raise Conflict(items)


def own_papers(case: Case, papers: Collection[UUID]) -> list[str]:
    """Give those of these papers that lie in the docket of this case, in their order."""
    mine = set(DocketEntry.objects.filter(case=case, pk__in=papers).values_list("pk", flat=True)) if papers else set()
    return [str(each) for each in papers if each in mine]


def _open(actor: Actor, case_id: UUID) -> Case:
    case = case_get(actor=actor, case_id=case_id)
    row = Case.objects.select_for_update().get(pk=case.pk)
    if row.status not in OPEN:
        raise Conflict([ErrorItem("APL_NOT_OPEN", NOT_OPEN, path="status", value=row.status)])
    return case


ONLY_SIDE = Text("Only the side that filed the paper proposes.", "Seule la partie qui a déposé la pièce propose.")
THERE = Text("This paper has a gist or a public version.", "Cette pièce a un résumé ou une version publique.")
NOT_OPEN = Text("Nothing is filed in this case any more.", "Plus rien n'est déposé dans ce dossier.")
TOLD = Text("Appeal {docket}: the gist of a restricted paper", "Appel {docket} : résumé d'une pièce restreinte")
