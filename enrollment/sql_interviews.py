"""The database's own half of interviews and site visits: no desk twice, no report without both signatures."""

from __future__ import annotations

# The number of desks is the agency's; no desk is taken twice at a time, whatever the length of the slots was.
SEATS = (
    """
    CREATE FUNCTION enrollment_seat_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM enrollment_centre_desk d
            WHERE d.centre_id = NEW.centre_id AND d.agency = NEW.agency AND d.places >= NEW.seat
        ) THEN
            RAISE EXCEPTION 'the centre has no desk % of %', NEW.seat, NEW.agency USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (
            SELECT 1 FROM enrollment_interview_seat s
            WHERE s.centre_id = NEW.centre_id AND s.agency = NEW.agency AND s.seat = NEW.seat AND s.id <> NEW.id
              AND s.starts_at < NEW.ends_at AND s.ends_at > NEW.starts_at
        ) THEN
            RAISE EXCEPTION 'desk % of % is taken at that time', NEW.seat, NEW.agency
                USING ERRCODE = 'exclusion_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER enrollment_interview_seat_guard BEFORE INSERT OR UPDATE ON enrollment_interview_seat
        FOR EACH ROW EXECUTE FUNCTION enrollment_seat_guard();
    """,
    """
    DROP TRIGGER IF EXISTS enrollment_interview_seat_guard ON enrollment_interview_seat;
    DROP FUNCTION IF EXISTS enrollment_seat_guard();
    """,
)

# A report counts as signed only when both agencies signed this very report.
VISIT_SIGNED = (
    """
    CREATE FUNCTION enrollment_visit_signed_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (SELECT count(DISTINCT s.agency) FROM enrollment_visit_signature s
            WHERE s.visit_id = NEW.id AND s.digest = NEW.digest) < 2
           OR (SELECT count(DISTINCT m.agency) FROM enrollment_visit_member m WHERE m.visit_id = NEW.id) < 2 THEN
            RAISE EXCEPTION 'visit % is not signed by both agencies', NEW.number USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER enrollment_visit_signed BEFORE INSERT OR UPDATE ON enrollment_site_visit
        FOR EACH ROW WHEN (NEW.status = 'signed') EXECUTE FUNCTION enrollment_visit_signed_guard();
    """,
    """
    DROP TRIGGER IF EXISTS enrollment_visit_signed ON enrollment_site_visit;
    DROP FUNCTION IF EXISTS enrollment_visit_signed_guard();
    """,
)
