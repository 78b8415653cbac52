"""The database's own half of R-80: nobody judges what they had a hand in, whoever writes the row."""

from __future__ import annotations

OWN_CAUSE = (
    """
    CREATE FUNCTION appeals_own_cause() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        judge uuid;
        cause uuid;
    BEGIN
        IF TG_TABLE_NAME = 'appeals_panel_seat' THEN
            judge := NEW.user_id;
            cause := NEW.case_id;
        ELSIF TG_TABLE_NAME = 'appeals_vote' THEN
            SELECT s.user_id, s.case_id INTO judge, cause FROM appeals_panel_seat s WHERE s.id = NEW.seat_id;
        ELSIF TG_TABLE_NAME = 'appeals_ruling' THEN
            judge := NEW.issued_by_id;
            cause := NEW.case_id;
        ELSE
            judge := NEW.reviewed_by_id;
            cause := NEW.case_id;
        END IF;
        IF EXISTS (SELECT 1 FROM appeals_case c WHERE c.id = cause AND c.touched ? judge::text)
            OR EXISTS (SELECT 1 FROM appeals_recusal r WHERE r.case_id = cause AND r.user_id = judge) THEN
            RAISE EXCEPTION 'case %: nobody judges what they had a hand in, or have recused themselves from', cause
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER appeals_panel_seat_own_cause BEFORE INSERT ON appeals_panel_seat
        FOR EACH ROW EXECUTE FUNCTION appeals_own_cause();
    CREATE TRIGGER appeals_vote_own_cause BEFORE INSERT ON appeals_vote
        FOR EACH ROW EXECUTE FUNCTION appeals_own_cause();
    CREATE TRIGGER appeals_ruling_own_cause BEFORE INSERT ON appeals_ruling
        FOR EACH ROW EXECUTE FUNCTION appeals_own_cause();
    CREATE TRIGGER appeals_stay_own_cause BEFORE INSERT OR UPDATE OF reviewed_by_id ON appeals_stay
        FOR EACH ROW WHEN (NEW.reviewed_by_id IS NOT NULL) EXECUTE FUNCTION appeals_own_cause();
    """,
    """
    DROP TRIGGER IF EXISTS appeals_stay_own_cause ON appeals_stay;
    DROP TRIGGER IF EXISTS appeals_ruling_own_cause ON appeals_ruling;
    DROP TRIGGER IF EXISTS appeals_vote_own_cause ON appeals_vote;
    DROP TRIGGER IF EXISTS appeals_panel_seat_own_cause ON appeals_panel_seat;
    DROP FUNCTION IF EXISTS appeals_own_cause();
    """,
)

# What was found to have had a hand in it stays found: the list only grows.
TOUCHED_GROWS = (
    """
    CREATE FUNCTION appeals_touched_grows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT NEW.touched @> OLD.touched THEN
            RAISE EXCEPTION 'case %: nobody is taken off the list of those who had a hand in it', NEW.docket
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER appeals_case_touched BEFORE UPDATE OF touched ON appeals_case
        FOR EACH ROW EXECUTE FUNCTION appeals_touched_grows();
    """,
    """
    DROP TRIGGER IF EXISTS appeals_case_touched ON appeals_case;
    DROP FUNCTION IF EXISTS appeals_touched_grows();
    """,
)
