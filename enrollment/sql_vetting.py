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
