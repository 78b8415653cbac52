"""The database's own half of the joint decision: no approval without both agencies (architecture rule 2)."""

from __future__ import annotations

# Checked on both tables, so that neither an early approval nor a later change of a review gets through.
JOINT_APPROVAL = (
    """
    CREATE FUNCTION enrollment_joint_approval() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        subject uuid;
        approvals integer;
    BEGIN
        IF TG_TABLE_NAME = 'enrollment_application' THEN
            subject := NEW.id;
        ELSIF TG_OP = 'DELETE' THEN
            subject := OLD.application_id;
        ELSE
            subject := NEW.application_id;
        END IF;
        IF EXISTS (SELECT 1 FROM enrollment_application a WHERE a.id = subject AND a.status = 'approved') THEN
            SELECT count(DISTINCT r.agency) INTO approvals FROM enrollment_agency_review r
            WHERE r.application_id = subject AND r.status = 'approved' AND r.agency IN ('CBP', 'CBSA');
            IF approvals < 2 THEN
                RAISE EXCEPTION 'application % is approved without the approval of both agencies', subject
                    USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER enrollment_application_joint AFTER INSERT OR UPDATE ON enrollment_application
        FOR EACH ROW WHEN (NEW.status = 'approved') EXECUTE FUNCTION enrollment_joint_approval();
    CREATE TRIGGER enrollment_agency_review_joint AFTER UPDATE OR DELETE ON enrollment_agency_review
        FOR EACH ROW EXECUTE FUNCTION enrollment_joint_approval();
    """,
    """
    DROP TRIGGER IF EXISTS enrollment_agency_review_joint ON enrollment_agency_review;
    DROP TRIGGER IF EXISTS enrollment_application_joint ON enrollment_application;
    DROP FUNCTION IF EXISTS enrollment_joint_approval();
    """,
)

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
