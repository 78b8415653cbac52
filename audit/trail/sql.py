"""The database's own half of the trail's promises."""

# Writes an entry. The moment is the database's clock, not the application's: it is evidence; the digest is
# taken here because it covers the moment. A function, because its plan is kept by the connection.
RECORD = (
    """
    CREATE FUNCTION preclear_trail_record(
        id uuid, event text, actor_kind text, actor_id uuid, actor_name text, actor_roles text,
        actor_agency text, actor_port text, actor_client text, actor_organisation_id uuid,
        organisation_id uuid, subject_type text, subject_id uuid, request_id text,
        before_moment text, before_body text, after_body text, body text, salt bytea
    ) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
        moment timestamptz := clock_timestamp();
        moment_text text := to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
    BEGIN
        INSERT INTO trail_entry (
            id, event, actor_kind, actor_id, actor_name, actor_roles, actor_agency, actor_port,
            actor_client, actor_organisation_id, organisation_id, subject_type, subject_id, request_id,
            body, salt, at, digest
        ) VALUES (
            $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $18, $19, moment,
            sha256($19 || convert_to($15 || moment_text || $16 || $18 || $17, 'UTF8'))
        );
    END $$;
    """,
    "DROP FUNCTION IF EXISTS preclear_trail_record;",
)

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
