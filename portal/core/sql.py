"""SQL that migrations attach to tables: the second wall behind the services.

Each function gives (forward, reverse) for `migrations.RunSQL(*...)`. Table and workflow names are the
project's own constants, never input.
"""

from __future__ import annotations


def trail_required(table: str) -> tuple[str, str]:
    """No transaction may commit a change of `table` without an entry in the trail (architecture rule 4)."""
    name = f"{table}_trail_required"
    return (
        f"CREATE CONSTRAINT TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {table} "
        f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION preclear_trail_required();",
        f"DROP TRIGGER IF EXISTS {name} ON {table};",
    )


def append_only(table: str) -> tuple[str, str]:
    """Rows of `table` can be added, never changed, deleted or truncated. Uses core's function."""
    return (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION preclear_append_only();"
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION preclear_append_only();",
        f"DROP TRIGGER IF EXISTS {table}_append_only ON {table};DROP TRIGGER IF EXISTS {table}_no_truncate ON {table};",
    )


def workflow_guard(table: str, workflow: str, column: str = "status") -> tuple[str, str]:
    """The status of `table` may only move along the workflow's edges (architecture rule 1)."""
    name = f"{table}_{column}_guard"
    return (
        f"CREATE TRIGGER {name} BEFORE UPDATE OF {column} ON {table} FOR EACH ROW "
        f"WHEN (OLD.{column} IS DISTINCT FROM NEW.{column}) "
        f"EXECUTE FUNCTION preclear_workflow_guard('{workflow}', '{column}');",
        f"DROP TRIGGER IF EXISTS {name} ON {table};",
    )


APPEND_ONLY_FUNCTION = (
    """
    CREATE FUNCTION preclear_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$;
    """,
    "DROP FUNCTION IF EXISTS preclear_append_only();",
)

WORKFLOW_GUARD_FUNCTION = (
    """
    CREATE FUNCTION preclear_workflow_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        old_state text := to_jsonb(OLD) ->> TG_ARGV[1];
        new_state text := to_jsonb(NEW) ->> TG_ARGV[1];
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM workflow_edge e
            WHERE e.workflow = TG_ARGV[0] AND e.source = old_state AND e.target = new_state
        ) THEN
            RAISE EXCEPTION '%: % -> % is not a transition of workflow %', TG_TABLE_NAME, old_state, new_state, TG_ARGV[0]
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    """,
    "DROP FUNCTION IF EXISTS preclear_workflow_guard();",
)
