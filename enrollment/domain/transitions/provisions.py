"""How a fee and a waiver come into force: drafted, signed by both agencies, counting by their dates (R-105)."""

from __future__ import annotations

from portal.workflow.domain.two_keys import two_key_workflow

FEE_KEYS = frozenset({"officer.supervisor", "administrator"})
FEE_READERS = FEE_KEYS | {"auditor"}

FEE = two_key_workflow(name="enrollment_fee", event="enrollment.fee", keys=FEE_KEYS, dated=True)
FEE_WAIVER = two_key_workflow(name="enrollment_fee_waiver", event="enrollment.fee_waiver", keys=FEE_KEYS, dated=True)
