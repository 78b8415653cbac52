"""The database's own half of vetting: nothing is approved past an open check, and nothing closed is reopened (4.8).

The same rules as enrollment.domain.vetting.judging, told a second time (DHS OIG 2021: factors left unresolved).
"""

from __future__ import annotations

# Resolutions that leave the points standing are named here too; a test holds them against the domain's.
WORKSHEET_FAULT = (
    """
    CREATE FUNCTION enrollment_worksheet_fault(sheet uuid) RETURNS text LANGUAGE plpgsql STABLE AS $$
    DECLARE
        found record;
        bearable integer;
    BEGIN
        SELECT count(*) AS total,
            count(*) FILTER (WHERE c.status NOT IN ('clear', 'not_applicable', 'found', 'resolving', 'resolved')) AS undone,
            count(*) FILTER (WHERE c.status = 'resolving' OR (c.status = 'found' AND c.disqualifying)) AS unresolved,
            coalesce(sum(c.points) FILTER (WHERE c.status IN ('found', 'resolving')
                OR (c.status = 'resolved' AND c.resolution IN ('WAIVED', 'OLD'))), 0) AS points
        INTO found FROM enrollment_vetting_check c WHERE c.worksheet_id = sheet;
        SELECT w.threshold INTO bearable FROM enrollment_vetting_worksheet w WHERE w.id = sheet;
        IF bearable IS NULL OR found.total = 0 THEN
            RETURN 'there is no vetting worksheet';
        ELSIF found.undone > 0 THEN
            RETURN 'a check is not done';
        ELSIF found.unresolved > 0 THEN
            RETURN 'a disqualifying factor is not resolved';
        ELSIF found.points > bearable THEN
            RETURN 'the points are above the threshold';
        ELSIF EXISTS (SELECT 1 FROM enrollment_near_match m WHERE m.worksheet_id = sheet AND m.status = 'waiting') THEN
            RETURN 'a near match is not judged';
        END IF;
        RETURN NULL;
    END $$;
    """,
    "DROP FUNCTION IF EXISTS enrollment_worksheet_fault(uuid);",
)

REVIEW_VETTED = (
    """
    CREATE FUNCTION enrollment_review_vetted() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        sheet record;
        fault text;
    BEGIN
        SELECT w.id, w.status, w.proposed_by_id, w.decided_by_id INTO sheet
        FROM enrollment_vetting_worksheet w WHERE w.review_id = NEW.id AND w.agency = NEW.agency;
        IF NEW.status = 'approved' THEN
            fault := CASE WHEN sheet.id IS NULL THEN 'there is no vetting worksheet'
                WHEN sheet.status <> 'cleared' THEN 'its worksheet is not closed'
                ELSE enrollment_worksheet_fault(sheet.id) END;
        ELSIF NEW.status = 'denied' THEN
            fault := CASE WHEN sheet.id IS NULL THEN 'there is no vetting worksheet'
                WHEN sheet.status <> 'adverse' OR sheet.proposed_by_id IS NULL
                    OR sheet.decided_by_id IS NOT DISTINCT FROM sheet.proposed_by_id
                    THEN 'no second officer has confirmed it' END;
        END IF;
        IF fault IS NOT NULL THEN
            RAISE EXCEPTION 'review % cannot be %: %', NEW.id, NEW.status, fault USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER enrollment_agency_review_vetted BEFORE INSERT OR UPDATE OF status ON enrollment_agency_review
        FOR EACH ROW WHEN (NEW.status IN ('approved', 'denied')) EXECUTE FUNCTION enrollment_review_vetted();
    """,
    """
    DROP TRIGGER IF EXISTS enrollment_agency_review_vetted ON enrollment_agency_review;
    DROP FUNCTION IF EXISTS enrollment_review_vetted();
    """,
)

WORKSHEET_KEPT = (
    """
    CREATE FUNCTION enrollment_worksheet_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fault text;
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'a worksheet is never removed' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (OLD.review_id, OLD.membership_id, OLD.agency, OLD.programme, OLD.standard, OLD.threshold)
            IS DISTINCT FROM (NEW.review_id, NEW.membership_id, NEW.agency, NEW.programme, NEW.standard, NEW.threshold) THEN
            RAISE EXCEPTION 'the subject and the standard of a worksheet never change' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.status = 'cleared' AND OLD.status <> 'cleared' THEN
            fault := enrollment_worksheet_fault(NEW.id);
        ELSIF NEW.status = 'adverse' AND OLD.status <> 'adverse' AND (NEW.proposal IS NULL
            OR NEW.proposed_by_id IS NULL OR NEW.decided_by_id IS NULL OR NEW.decided_by_id = NEW.proposed_by_id) THEN
            fault := 'a second officer confirms an adverse decision';
        END IF;
        IF fault IS NOT NULL THEN
            RAISE EXCEPTION 'worksheet % cannot be %: %', NEW.id, NEW.status, fault USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER enrollment_vetting_worksheet_kept BEFORE UPDATE OR DELETE ON enrollment_vetting_worksheet
        FOR EACH ROW EXECUTE FUNCTION enrollment_worksheet_kept();
    """,
    """
    DROP TRIGGER IF EXISTS enrollment_vetting_worksheet_kept ON enrollment_vetting_worksheet;
    DROP FUNCTION IF EXISTS enrollment_worksheet_kept();
    """,
)

# FOR SHARE waits for an officer who is just closing the worksheet, so that no finding slips in beside an approval.
CHECK_KEPT = (
    """
    CREATE FUNCTION enrollment_check_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        sheet text;
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'a row of a worksheet is never removed' USING ERRCODE = 'restrict_violation';
        END IF;
        SELECT w.status INTO sheet FROM enrollment_vetting_worksheet w WHERE w.id = NEW.worksheet_id FOR SHARE;
        IF sheet IS DISTINCT FROM 'open' THEN
            RAISE EXCEPTION 'the worksheet is closed' USING ERRCODE = 'check_violation';
        END IF;
        IF TG_OP = 'INSERT' AND NEW.status NOT IN ('open', 'waiting') THEN
            RAISE EXCEPTION 'a row of a worksheet begins undone' USING ERRCODE = 'check_violation';
        END IF;
        IF TG_OP = 'UPDATE' AND (OLD.worksheet_id <> NEW.worksheet_id
            OR to_jsonb(OLD) -> 'factor' IS DISTINCT FROM to_jsonb(NEW) -> 'factor'
            OR to_jsonb(OLD) -> 'points' IS DISTINCT FROM to_jsonb(NEW) -> 'points'
            OR to_jsonb(OLD) -> 'disqualifying' IS DISTINCT FROM to_jsonb(NEW) -> 'disqualifying'
            OR to_jsonb(OLD) -> 'other_id' IS DISTINCT FROM to_jsonb(NEW) -> 'other_id') THEN
            RAISE EXCEPTION 'what a row of a worksheet is about never changes' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER enrollment_vetting_check_kept BEFORE INSERT OR UPDATE OR DELETE ON enrollment_vetting_check
        FOR EACH ROW EXECUTE FUNCTION enrollment_check_kept();
    CREATE TRIGGER enrollment_near_match_kept BEFORE INSERT OR UPDATE OR DELETE ON enrollment_near_match
        FOR EACH ROW EXECUTE FUNCTION enrollment_check_kept();
    """,
    """
    DROP TRIGGER IF EXISTS enrollment_near_match_kept ON enrollment_near_match;
    DROP TRIGGER IF EXISTS enrollment_vetting_check_kept ON enrollment_vetting_check;
    DROP FUNCTION IF EXISTS enrollment_check_kept();
    """,
)

# A recognised row refers to the other agency's own approval and to a record both signed that covers that day; the
# agency it speaks for has found nothing against the applicant. Where another row is recognised in turn, it is refused.
REVIEW_RECOGNISED = (
    """
    CREATE FUNCTION enrollment_review_recognised() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        record_ record;
        other record;
        sheet record;
        fault text;
        points integer;
    BEGIN
        SELECT m.* INTO record_ FROM enrollment_mutual_recognition m WHERE m.id = NEW.recognition_id;
        SELECT r.* INTO other FROM enrollment_agency_review r WHERE r.id = NEW.recognised_from_id;
        SELECT w.* INTO sheet FROM enrollment_vetting_worksheet w WHERE w.review_id = NEW.id;
        IF record_.id IS NULL OR record_.status <> 'agreed' OR NEW.decided_at < record_.valid_from
            OR NEW.decided_at >= record_.ends_at THEN
            fault := 'no record in force';
        ELSIF other.id IS NULL OR other.application_id <> NEW.application_id OR other.agency = NEW.agency
            OR other.status <> 'approved' THEN
            fault := 'no approval of the other agency';
        ELSIF record_.from_agency <> other.agency OR record_.to_agency <> NEW.agency OR record_.programme <> (
            SELECT a.programme FROM enrollment_application a WHERE a.id = NEW.application_id) THEN
            fault := 'the record is about another programme or agency';
        ELSIF sheet.id IS NULL OR sheet.proposal IS NOT NULL OR EXISTS (
            SELECT 1 FROM enrollment_vetting_check c
            WHERE c.worksheet_id = sheet.id AND c.status IN ('found', 'resolving')) THEN
            fault := 'its own agency has found a factor or proposed a denial';
        ELSIF EXISTS (SELECT 1 FROM enrollment_near_match m WHERE m.worksheet_id = sheet.id AND m.status = 'waiting') THEN
            fault := 'a near match is not judged';
        ELSE
            SELECT coalesce(sum(c.points) FILTER (WHERE c.status IN ('found', 'resolving')
                OR (c.status = 'resolved' AND c.resolution IN ('WAIVED', 'OLD'))), 0) INTO points
            FROM enrollment_vetting_check c JOIN enrollment_vetting_worksheet w ON w.id = c.worksheet_id
            WHERE w.review_id = other.id;
            IF points > record_.most_points THEN
                fault := 'more points than the record bears';
            END IF;
        END IF;
        IF fault IS NOT NULL THEN
            RAISE EXCEPTION 'review % cannot be recognised: %', NEW.id, fault USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER enrollment_agency_review_recognised BEFORE INSERT OR UPDATE ON enrollment_agency_review
        FOR EACH ROW WHEN (NEW.status = 'recognised') EXECUTE FUNCTION enrollment_review_recognised();
    """,
    """
    DROP TRIGGER IF EXISTS enrollment_agency_review_recognised ON enrollment_agency_review;
    DROP FUNCTION IF EXISTS enrollment_review_recognised();
    """,
)

# The joint approval, with recognition: one agency's own yes at least, and of the other a yes or a recognition of it.
JOINT_WITH_RECOGNITION = (
    """
    CREATE OR REPLACE FUNCTION enrollment_joint_approval() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        subject uuid;
        own integer;
        covered integer;
    BEGIN
        IF TG_TABLE_NAME = 'enrollment_application' THEN
            subject := NEW.id;
        ELSIF TG_OP = 'DELETE' THEN
            subject := OLD.application_id;
        ELSE
            subject := NEW.application_id;
        END IF;
        IF EXISTS (SELECT 1 FROM enrollment_application a WHERE a.id = subject AND a.status = 'approved') THEN
            SELECT count(DISTINCT r.agency) FILTER (WHERE r.status = 'approved'), count(DISTINCT r.agency)
            INTO own, covered FROM enrollment_agency_review r
            WHERE r.application_id = subject AND r.agency IN ('CBP', 'CBSA') AND r.status IN ('approved', 'recognised');
            IF own < 1 OR covered < 2 THEN
                RAISE EXCEPTION 'application % is approved without the approval of both agencies', subject
                    USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        RETURN NULL;
    END $$;
    """,
    """
    CREATE OR REPLACE FUNCTION enrollment_joint_approval() RETURNS trigger LANGUAGE plpgsql AS $$
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
    """,
)

# What a mutual recognition is about never changes, and its end only comes nearer.
MUTUAL_KEPT = (
    """
    CREATE FUNCTION enrollment_mutual_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (OLD.from_agency, OLD.to_agency, OLD.most_points) IS DISTINCT FROM
            (NEW.from_agency, NEW.to_agency, NEW.most_points) OR NEW.ends_at > OLD.ends_at THEN
            RAISE EXCEPTION 'what a mutual recognition covers is never widened' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER enrollment_mutual_recognition_narrow BEFORE UPDATE ON enrollment_mutual_recognition
        FOR EACH ROW EXECUTE FUNCTION enrollment_mutual_kept();
    """,
    """
    DROP TRIGGER IF EXISTS enrollment_mutual_recognition_narrow ON enrollment_mutual_recognition;
    DROP FUNCTION IF EXISTS enrollment_mutual_kept();
    """,
)
