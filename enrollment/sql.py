"""The database's own half: no approval without both agencies (architecture rule 2), nothing sent is changed (R-15)."""

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

# The bytes a row stands for never change, and what was sent with an application is never removed.
KEPT_DOCUMENTS = (
    """
    CREATE FUNCTION enrollment_document_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        removed boolean := TG_OP = 'DELETE';
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF (NEW.sha256, NEW.size, NEW.media_type, NEW.line, NEW.version, NEW.organisation_id, NEW.user_id)
               IS DISTINCT FROM
               (OLD.sha256, OLD.size, OLD.media_type, OLD.line, OLD.version, OLD.organisation_id, OLD.user_id) THEN
                RAISE EXCEPTION 'document % is what it is; a changed file is a new version', OLD.id
                    USING ERRCODE = 'restrict_violation';
            END IF;
            removed := NEW.removed_at IS NOT NULL;
        END IF;
        IF removed AND EXISTS (
            SELECT 1 FROM enrollment_attachment u JOIN enrollment_application a ON a.id = u.application_id
            WHERE u.document_id = OLD.id AND a.submitted_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'document % belongs to an application that was sent', OLD.id
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END $$;
    CREATE TRIGGER enrollment_document_kept BEFORE UPDATE OR DELETE ON enrollment_document
        FOR EACH ROW EXECUTE FUNCTION enrollment_document_kept();
    """,
    """
    DROP TRIGGER IF EXISTS enrollment_document_kept ON enrollment_document;
    DROP FUNCTION IF EXISTS enrollment_document_kept();
    """,
)

FROZEN_ATTACHMENTS = (
    """
    CREATE FUNCTION enrollment_attachment_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        subject uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.application_id ELSE OLD.application_id END;
    BEGIN
        IF EXISTS (SELECT 1 FROM enrollment_application a WHERE a.id = subject AND a.submitted_at IS NOT NULL) THEN
            RAISE EXCEPTION 'application % was sent; what stands beside its answers no longer changes', subject
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END $$;
    CREATE TRIGGER enrollment_attachment_frozen BEFORE INSERT OR UPDATE OR DELETE ON enrollment_attachment
        FOR EACH ROW EXECUTE FUNCTION enrollment_attachment_frozen();
    """,
    """
    DROP TRIGGER IF EXISTS enrollment_attachment_frozen ON enrollment_attachment;
    DROP FUNCTION IF EXISTS enrollment_attachment_frozen();
    """,
)
