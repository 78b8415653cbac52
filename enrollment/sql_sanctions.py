"""The database's own half of the sanction matrix: no entry above its cell without a second officer (R-10)."""

from __future__ import annotations

import json

from enrollment.domain.sanction_matrix import FOUNDING_VERSION, founding_document
from enrollment.domain.steps import LADDER

FORWARD = """
CREATE FUNCTION enrollment_sanction_ceiling() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ladder text[] := ARRAY[@ladder@];
    cells jsonb;
BEGIN
    IF NEW.matrix_version = '@founding_version@' THEN
        cells := '@cells@'::jsonb;
    ELSE
        SELECT m.document -> 'cells' INTO cells FROM enrollment_sanction_matrix m
        WHERE m.document ->> 'version' = NEW.matrix_version AND m.status IN ('in_force', 'superseded');
    END IF;
    IF cells -> NEW.infraction -> NEW.harm ->> NEW.history IS DISTINCT FROM NEW.ceiling THEN
        RAISE EXCEPTION 'matrix % does not give % for this cell', NEW.matrix_version, NEW.ceiling
            USING ERRCODE = 'check_violation';
    END IF;
    IF array_position(ladder, NEW.step) <= array_position(ladder, NEW.ceiling) THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM enrollment_sanction_override o
        WHERE o.id = NEW.override_id AND o.status = 'signed' AND o.membership_id = NEW.membership_id
          AND o.infraction = NEW.infraction AND o.harm = NEW.harm AND o.step = NEW.step
          AND o.second_by_id <> o.proposed_by_id
    ) THEN
        RAISE EXCEPTION 'a step above its cell takes a second officer' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER enrollment_sanction_entry_ceiling
    AFTER INSERT OR UPDATE OF infraction, harm, history, step, ceiling, matrix_version, override_id
    ON enrollment_sanction_entry FOR EACH ROW EXECUTE FUNCTION enrollment_sanction_ceiling();
"""


def ceiling_guard() -> tuple[str, str]:
    """An entry names the cell of its version, and goes beyond it only under an override two officers signed.

    The founding version is written into the function; later ones are read from their table.
    """
    founding = json.dumps(founding_document()["cells"], sort_keys=True)
    ladder = ", ".join(f"'{step}'" for step in LADDER)
    return (
        FORWARD.replace("@founding_version@", FOUNDING_VERSION)
        .replace("@cells@", founding)
        .replace("@ladder@", ladder),
        """
        DROP TRIGGER IF EXISTS enrollment_sanction_entry_ceiling ON enrollment_sanction_entry;
        DROP FUNCTION IF EXISTS enrollment_sanction_ceiling();
        """,
    )
