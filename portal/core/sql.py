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


def two_key_guard(table: str, states: str = "approved,in_force") -> tuple[str, str]:
    """A document under two keys is frozen, never removed, and reaches one of `states` only with both signatures.

    The signatures are counted when the transaction ends, so that the move and its signature may come in either
    order. The table's signatures lie in `<table>_signature`. Uses core's functions.
    """
    signatures = f"{table}_signature"
    return (
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION preclear_document_kept();"
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION preclear_append_only();"
        f"CREATE CONSTRAINT TRIGGER {table}_two_keys AFTER INSERT OR UPDATE ON {table} DEFERRABLE INITIALLY DEFERRED "
        f"FOR EACH ROW EXECUTE FUNCTION preclear_two_keys('{signatures}', '{states}');",
        f"DROP TRIGGER IF EXISTS {table}_two_keys ON {table};"
        f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table};"
        f"DROP TRIGGER IF EXISTS {table}_kept ON {table};",
    )


TWO_KEY_FUNCTIONS = (
    """
    CREATE FUNCTION preclear_document_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        kept text[] := ARRAY['id', 'number', 'document', 'digest', 'note', 'valid_from', 'author_id', 'author_as',
            'created_at', 'programme', 'scheme', 'founding', 'tier', 'direction', 'ports'];
        name text;
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'a document under two keys is never removed' USING ERRCODE = 'restrict_violation';
        END IF;
        FOREACH name IN ARRAY kept LOOP
            IF to_jsonb(OLD) -> name IS DISTINCT FROM to_jsonb(NEW) -> name THEN
                RAISE EXCEPTION '% of a document under two keys is never edited', name
                    USING ERRCODE = 'restrict_violation';
            END IF;
        END LOOP;
        IF to_jsonb(OLD) ->> 'report' IS NOT NULL AND to_jsonb(OLD) -> 'report' <> to_jsonb(NEW) -> 'report' THEN
            RAISE EXCEPTION 'the simulation of a document is bound once' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE FUNCTION preclear_two_keys() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        keys integer;
        people integer;
        found record;
    BEGIN
        EXECUTE format('SELECT * FROM %I WHERE id = $1', TG_TABLE_NAME) INTO found USING NEW.id;
        IF found.status IS NULL OR NOT found.status = ANY (string_to_array(TG_ARGV[1], ',')) THEN
            RETURN NULL;
        END IF;
        EXECUTE format(
            'SELECT count(DISTINCT agency), count(DISTINCT COALESCE(officer_id::text, agency)) FROM %I '
            'WHERE version_id = $1 AND digest = $2 AND officer_id IS DISTINCT FROM COALESCE($3, id) '
            'AND agency IN (''CBP'', ''CBSA'') AND (officer_id IS NOT NULL OR $4)',
            TG_ARGV[0]
        ) INTO keys, people USING found.id, found.digest, found.author_id,
            COALESCE((to_jsonb(found) ->> 'founding')::boolean, false);
        IF keys < 2 OR people < 2 THEN
            RAISE EXCEPTION '% takes the signatures of both agencies, by two people', TG_TABLE_NAME
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NULL;
    END $$;
    """,
    "DROP FUNCTION IF EXISTS preclear_two_keys();DROP FUNCTION IF EXISTS preclear_document_kept();",
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
