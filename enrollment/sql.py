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
