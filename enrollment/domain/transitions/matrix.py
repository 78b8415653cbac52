"""The life of a version of the sanction matrix, and who holds its keys (R-10)."""

from __future__ import annotations

from portal.workflow.domain.two_keys import two_key_workflow

MATRIX_KEYS = frozenset({"officer.supervisor", "administrator"})
MATRIX_READERS = MATRIX_KEYS | {"officer.vetting", "auditor"}
SANCTION_MATRIX = two_key_workflow(
    name="sanction_matrix", event="enrollment.sanction_matrix", keys=MATRIX_KEYS, expires=False
)
