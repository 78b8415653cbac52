"""Which sanction matrix counts: the version both agencies signed and put in force, or the founding one (R-10)."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.db.models import Case, Q, QuerySet, When

from enrollment.domain.sanction_matrix import FOUNDING, FOUNDING_VERSION, Matrix
from enrollment.domain.transitions.matrix import MATRIX_READERS
from enrollment.models import SanctionMatrixVersion
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.workflow.domain.two_keys import AGENCIES, APPROVED, IN_FORCE, document_digest


def matrix_due() -> Q:
    """Versions both agencies signed whose moment has come."""
    return Q(status=APPROVED, valid_from__lte=clock.now())


def matrix_in_force() -> Matrix:
    """Give the matrix that counts now, by its moment and not by a worker; one query, a document read once is kept."""
    rows = SanctionMatrixVersion.objects.filter(Q(status=IN_FORCE) | matrix_due())
    # The highest number that is due is the one the calendar puts in force last.
    row = rows.order_by(Case(When(status=APPROVED, then=0), default=1), "-number").values_list("id", flat=True).first()
    return FOUNDING if row is None else _read(row)


def matrix_named(version: str) -> Matrix:
    """Give the matrix an entry of the register was made under. Raises NotFound."""
    if version == FOUNDING_VERSION:
        return FOUNDING
    row = SanctionMatrixVersion.objects.filter(document__version=version).values_list("id", flat=True).first()
    if row is None:
        raise NotFound
    return _read(row)


@lru_cache(maxsize=16)
def _read(version_id: UUID) -> Matrix:
    row = SanctionMatrixVersion.objects.only("document", "digest").get(pk=version_id)
    if document_digest(row.document) != row.digest:
        raise ValueError("a matrix does not have the digest that was signed")
    return Matrix(row.document)


def matrix_list(*, actor: Actor) -> QuerySet[SanctionMatrixVersion, SanctionMatrixVersion]:
    """Give every version after the founding one, newest first, to those who keep or apply it; nothing to others."""
    rows = SanctionMatrixVersion.objects.prefetch_related("signatures").order_by("-number")
    border = actor.kind != "officer" or actor.agency in AGENCIES
    return rows if actor.has(*MATRIX_READERS) and border else rows.none()


def matrix_get(*, actor: Actor, version_id: UUID) -> SanctionMatrixVersion:
    """Give one version. Raises NotFound."""
    found = matrix_list(actor=actor).filter(pk=version_id).first()
    if found is None:
        raise NotFound
    return found
