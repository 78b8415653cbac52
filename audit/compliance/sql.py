"""The database's own half of the audits: locked draws, a report that stands while it is read, two keys per finding."""

from __future__ import annotations

# The seed comes in once, after its month by the clock of the database as well, and only if it is the one committed to.
DRAWS = (
    """
    CREATE FUNCTION compliance_audit_month_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        month_over timestamptz := (NEW.month + interval '1 month')::timestamp AT TIME ZONE 'UTC';
    BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NEW.seed <> '' OR length(NEW.commitment) <> 64 THEN
                RAISE EXCEPTION 'a month of audits begins with a commitment and without its seed'
                    USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END IF;
        IF (NEW.month, NEW.sealed_seed, NEW.commitment, NEW.committed_at)
           IS DISTINCT FROM (OLD.month, OLD.sealed_seed, OLD.commitment, OLD.committed_at) THEN
            RAISE EXCEPTION 'the commitment of % never changes', OLD.month USING ERRCODE = 'restrict_violation';
        END IF;
        IF OLD.seed <> '' THEN
            RAISE EXCEPTION 'the month % is drawn and locked', OLD.month USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.seed <> '' AND (NEW.drawn_at < month_over OR clock_timestamp() < month_over) THEN
            RAISE EXCEPTION 'the month % is drawn after its end', OLD.month USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.seed <> '' AND encode(sha256(decode(NEW.seed, 'hex')), 'hex') <> NEW.commitment THEN
            RAISE EXCEPTION 'this is not the seed that was committed to for %', OLD.month
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER compliance_audit_month_terms BEFORE INSERT OR UPDATE ON compliance_audit_month
        FOR EACH ROW EXECUTE FUNCTION compliance_audit_month_guard();
    CREATE TRIGGER compliance_audit_month_kept BEFORE DELETE ON compliance_audit_month
        FOR EACH ROW EXECUTE FUNCTION preclear_append_only();
    CREATE FUNCTION compliance_pool_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM compliance_audit_month m WHERE m.id = NEW.month_id AND m.seed <> '') THEN
            RAISE EXCEPTION 'nothing joins a month that is drawn' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER compliance_pool_entry_locked BEFORE INSERT ON compliance_pool_entry
        FOR EACH ROW EXECUTE FUNCTION compliance_pool_guard();
    CREATE TRIGGER compliance_selection_locked BEFORE INSERT ON compliance_selection
        FOR EACH ROW EXECUTE FUNCTION compliance_pool_guard();
    """,
    """
    DROP TRIGGER IF EXISTS compliance_selection_locked ON compliance_selection;
    DROP TRIGGER IF EXISTS compliance_pool_entry_locked ON compliance_pool_entry;
    DROP FUNCTION IF EXISTS compliance_pool_guard();
    DROP TRIGGER IF EXISTS compliance_audit_month_kept ON compliance_audit_month;
    DROP TRIGGER IF EXISTS compliance_audit_month_terms ON compliance_audit_month;
    DROP FUNCTION IF EXISTS compliance_audit_month_guard();
    """,
)

# What the member reads is what is signed: a report changes only while its case is in audit.
REPORTS = (
    """
    CREATE FUNCTION compliance_report_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (SELECT status FROM compliance_audit_case c WHERE c.id = NEW.case_id) <> 'in_audit' THEN
            RAISE EXCEPTION 'a report is written while its case is in audit' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER compliance_report_stands BEFORE INSERT OR UPDATE ON compliance_report
        FOR EACH ROW EXECUTE FUNCTION compliance_report_guard();
    CREATE TRIGGER compliance_report_kept BEFORE DELETE ON compliance_report
        FOR EACH ROW EXECUTE FUNCTION preclear_append_only();
    """,
    """
    DROP TRIGGER IF EXISTS compliance_report_kept ON compliance_report;
    DROP TRIGGER IF EXISTS compliance_report_stands ON compliance_report;
    DROP FUNCTION IF EXISTS compliance_report_guard();
    """,
)

# A finding stands under the keys of both agencies, of two people of its team, to this very report.
FINDINGS = (
    """
    CREATE FUNCTION compliance_finding_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        keys integer;
        people integer;
    BEGIN
        SELECT count(DISTINCT s.agency), count(DISTINCT s.officer_id) INTO keys, people
        FROM compliance_signature s
        JOIN compliance_team_member t ON t.case_id = s.case_id AND t.auditor_id = s.officer_id
            AND t.agency = s.agency AND t.ended_at IS NULL
        WHERE s.case_id = NEW.case_id AND s.digest = NEW.digest;
        IF keys < 2 OR people < 2 THEN
            RAISE EXCEPTION 'a finding takes the signatures of both agencies under the same report'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER compliance_finding_two_keys BEFORE INSERT ON compliance_finding
        FOR EACH ROW EXECUTE FUNCTION compliance_finding_guard();
    """,
    """
    DROP TRIGGER IF EXISTS compliance_finding_two_keys ON compliance_finding;
    DROP FUNCTION IF EXISTS compliance_finding_guard();
    """,
)

# A movement is added to its month's cell of the benefit ledger in the statement that brings it.
COUNTED = (
    """
    CREATE FUNCTION compliance_movement_counted() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO compliance_ledger_cell AS cell (tier, crossing, direction, chapter, band, month, movements,
            inspected, timed, minutes, squares, promised, kept)
        SELECT tier, crossing, direction, chapter, band, date_trunc('month', day)::date, count(*),
            count(*) FILTER (WHERE inspected), count(minutes), coalesce(sum(minutes), 0),
            coalesce(sum(minutes::bigint * minutes), 0),
            count(*) FILTER (WHERE minutes IS NOT NULL AND promised IS NOT NULL),
            count(*) FILTER (WHERE minutes <= promised)
        FROM added GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
        ON CONFLICT (tier, crossing, direction, chapter, band, month) DO UPDATE SET
            movements = cell.movements + excluded.movements, inspected = cell.inspected + excluded.inspected,
            timed = cell.timed + excluded.timed, minutes = cell.minutes + excluded.minutes,
            squares = cell.squares + excluded.squares, promised = cell.promised + excluded.promised,
            kept = cell.kept + excluded.kept;
        RETURN NULL;
    END $$;
    CREATE TRIGGER compliance_movement_counted AFTER INSERT ON compliance_movement
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION compliance_movement_counted();
    """,
    """
    DROP TRIGGER IF EXISTS compliance_movement_counted ON compliance_movement;
    DROP FUNCTION IF EXISTS compliance_movement_counted();
    """,
)
