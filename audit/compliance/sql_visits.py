"""The database's own half of the facility visits: a draw that is locked, marks made on site, two keys (R-63)."""

from __future__ import annotations

# Drawn while the seed is sealed and not before the month begins; with its draw the month takes no further facility.
FACILITY_DRAWS = (
    """
    CREATE FUNCTION compliance_facility_draw_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        begun date;
        out_already boolean;
    BEGIN
        SELECT m.month, m.seed <> '' INTO begun, out_already FROM compliance_audit_month m WHERE m.id = NEW.month_id;
        IF out_already THEN
            RAISE EXCEPTION 'facilities are drawn while the seed is sealed' USING ERRCODE = 'restrict_violation';
        END IF;
        IF clock_timestamp() < begun::timestamp AT TIME ZONE 'UTC' THEN
            RAISE EXCEPTION 'facilities are drawn when the month has begun' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.pool_size <> (SELECT count(*) FROM compliance_facility_entry e WHERE e.month_id = NEW.month_id)
           OR NEW.drawn_size <> (SELECT count(*) FROM compliance_facility_selection s WHERE s.month_id = NEW.month_id)
           OR NEW.drawn_size <> ceil(NEW.pool_size * NEW.share / 1000.0) THEN
            RAISE EXCEPTION 'the draw is not that of its pool' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER compliance_facility_draw_terms BEFORE INSERT ON compliance_facility_draw
        FOR EACH ROW EXECUTE FUNCTION compliance_facility_draw_guard();
    CREATE FUNCTION compliance_facility_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM compliance_facility_draw d WHERE d.month_id = NEW.month_id)
           OR EXISTS (SELECT 1 FROM compliance_audit_month m WHERE m.id = NEW.month_id AND m.seed <> '') THEN
            RAISE EXCEPTION 'no facility joins a month that is drawn' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER compliance_facility_entry_locked BEFORE INSERT ON compliance_facility_entry
        FOR EACH ROW EXECUTE FUNCTION compliance_facility_guard();
    CREATE TRIGGER compliance_facility_selection_locked BEFORE INSERT ON compliance_facility_selection
        FOR EACH ROW EXECUTE FUNCTION compliance_facility_guard();
    """,
    """
    DROP TRIGGER IF EXISTS compliance_facility_selection_locked ON compliance_facility_selection;
    DROP TRIGGER IF EXISTS compliance_facility_entry_locked ON compliance_facility_entry;
    DROP FUNCTION IF EXISTS compliance_facility_guard();
    DROP TRIGGER IF EXISTS compliance_facility_draw_terms ON compliance_facility_draw;
    DROP FUNCTION IF EXISTS compliance_facility_draw_guard();
    """,
)

# Marks and photos are made on site by who sits on the team; what both sign does not change while they sign it.
ON_SITE = (
    """
    CREATE FUNCTION compliance_visit_on_site() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (SELECT status FROM compliance_facility_visit v WHERE v.id = NEW.visit_id) <> 'on_site' THEN
            RAISE EXCEPTION 'the checklist is filled in on site' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NOT EXISTS (
            SELECT 1 FROM compliance_visit_seat t WHERE t.visit_id = NEW.visit_id AND t.auditor_id = NEW.officer_id
                AND t.ended_at IS NULL
        ) THEN
            RAISE EXCEPTION 'only the team fills in the checklist' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER compliance_visit_mark_on_site BEFORE INSERT ON compliance_visit_mark
        FOR EACH ROW EXECUTE FUNCTION compliance_visit_on_site();
    CREATE TRIGGER compliance_visit_photo_on_site BEFORE INSERT ON compliance_visit_photo
        FOR EACH ROW EXECUTE FUNCTION compliance_visit_on_site();
    CREATE FUNCTION compliance_visit_terms() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (NEW.number, NEW.selection_id, NEW.site_id, NEW.organisation_id)
           IS DISTINCT FROM (OLD.number, OLD.selection_id, OLD.site_id, OLD.organisation_id) THEN
            RAISE EXCEPTION 'what was drawn never changes' USING ERRCODE = 'restrict_violation';
        END IF;
        IF OLD.status NOT IN ('drawn', 'planned', 'on_site') AND NEW.status <> 'on_site'
           AND (NEW.report, NEW.digest) IS DISTINCT FROM (OLD.report, OLD.digest) THEN
            RAISE EXCEPTION 'a report stands while it is signed' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER compliance_facility_visit_terms BEFORE UPDATE ON compliance_facility_visit
        FOR EACH ROW EXECUTE FUNCTION compliance_visit_terms();
    CREATE TRIGGER compliance_facility_visit_kept BEFORE DELETE ON compliance_facility_visit
        FOR EACH ROW EXECUTE FUNCTION preclear_append_only();
    """,
    """
    DROP TRIGGER IF EXISTS compliance_facility_visit_kept ON compliance_facility_visit;
    DROP TRIGGER IF EXISTS compliance_facility_visit_terms ON compliance_facility_visit;
    DROP FUNCTION IF EXISTS compliance_visit_terms();
    DROP TRIGGER IF EXISTS compliance_visit_photo_on_site ON compliance_visit_photo;
    DROP TRIGGER IF EXISTS compliance_visit_mark_on_site ON compliance_visit_mark;
    DROP FUNCTION IF EXISTS compliance_visit_on_site();
    """,
)

# A visit is signed, and has findings, under the keys of two people of its team, one of each agency, to this very report.
VISIT_KEYS = (
    """
    CREATE FUNCTION compliance_visit_keys(visit uuid, words text) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT count(DISTINCT k.agency) = 2 AND count(DISTINCT k.officer_id) = 2
        FROM compliance_visit_key k
        JOIN compliance_visit_seat t ON t.visit_id = k.visit_id AND t.auditor_id = k.officer_id
            AND t.agency = k.agency AND t.ended_at IS NULL
        WHERE k.visit_id = visit AND k.digest = words AND words <> ''
    $$;
    CREATE FUNCTION compliance_visit_signed_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT compliance_visit_keys(NEW.id, NEW.digest) THEN
            RAISE EXCEPTION 'a visit takes the signatures of both agencies under the same report'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER compliance_facility_visit_two_keys BEFORE INSERT OR UPDATE ON compliance_facility_visit
        FOR EACH ROW WHEN (NEW.status IN ('signed', 'answered', 'unanswered'))
        EXECUTE FUNCTION compliance_visit_signed_guard();
    CREATE FUNCTION compliance_visit_finding_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT compliance_visit_keys(NEW.visit_id, NEW.digest) THEN
            RAISE EXCEPTION 'a finding takes the signatures of both agencies under the same report'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER compliance_visit_finding_two_keys BEFORE INSERT ON compliance_visit_finding
        FOR EACH ROW EXECUTE FUNCTION compliance_visit_finding_guard();
    """,
    """
    DROP TRIGGER IF EXISTS compliance_visit_finding_two_keys ON compliance_visit_finding;
    DROP FUNCTION IF EXISTS compliance_visit_finding_guard();
    DROP TRIGGER IF EXISTS compliance_facility_visit_two_keys ON compliance_facility_visit;
    DROP FUNCTION IF EXISTS compliance_visit_signed_guard();
    DROP FUNCTION IF EXISTS compliance_visit_keys(uuid, text);
    """,
)
