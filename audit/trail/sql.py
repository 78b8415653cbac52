"""The database's own half of the trail's promises."""

# Marks the transaction as recorded. Local to the transaction and to the savepoint: a rolled back entry
# does not count. One call per INSERT statement.
RECORDED = (
    """
    CREATE FUNCTION preclear_trail_recorded() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM set_config('preclear.trail_xid', pg_current_xact_id()::text, true);
        RETURN NULL;
    END $$;
    CREATE TRIGGER trail_entry_recorded AFTER INSERT ON trail_entry
        FOR EACH STATEMENT EXECUTE FUNCTION preclear_trail_recorded();
    """,
    """
    DROP TRIGGER IF EXISTS trail_entry_recorded ON trail_entry;
    DROP FUNCTION IF EXISTS preclear_trail_recorded();
    """,
)

# What portal.core.sql.trail_required() attaches to business tables, deferred to COMMIT. No table is read.
REQUIRED = (
    """
    CREATE FUNCTION preclear_trail_required() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('preclear.trail_xid', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
            RAISE EXCEPTION 'a change of % has no entry in the trail', TG_TABLE_NAME
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
    END $$;
    """,
    "DROP FUNCTION IF EXISTS preclear_trail_required();",
)

# A hash that is not 32 bytes can only be damage.
LENGTHS = (
    """
    ALTER TABLE trail_entry ADD CONSTRAINT trail_entry_hashes
        CHECK (octet_length(salt) = 32 AND octet_length(digest) = 32);
    ALTER TABLE trail_leaf ADD CONSTRAINT trail_leaf_hash CHECK (octet_length(leaf_hash) = 32 AND index >= 0);
    ALTER TABLE trail_node ADD CONSTRAINT trail_node_hash CHECK (octet_length(hash) = 32 AND level > 0);
    ALTER TABLE trail_checkpoint ADD CONSTRAINT trail_checkpoint_root
        CHECK (octet_length(root) = 32 AND size > 0);
    """,
    """
    ALTER TABLE trail_entry DROP CONSTRAINT IF EXISTS trail_entry_hashes;
    ALTER TABLE trail_leaf DROP CONSTRAINT IF EXISTS trail_leaf_hash;
    ALTER TABLE trail_node DROP CONSTRAINT IF EXISTS trail_node_hash;
    ALTER TABLE trail_checkpoint DROP CONSTRAINT IF EXISTS trail_checkpoint_root;
    """,
)

TABLES = ("trail_entry", "trail_leaf", "trail_node", "trail_checkpoint")
