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

# A published text stays as it was read: terms once published, a report once handed over, recommendations with it.
REVIEW_FROZEN = (
    """
    CREATE FUNCTION appeals_review_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.status <> 'draft' AND (NEW.terms, NEW.title, NEW.programme)
            IS DISTINCT FROM (OLD.terms, OLD.title, OLD.programme) THEN
            RAISE EXCEPTION 'review %: published terms are never edited', NEW.number
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF OLD.status <> 'drafting' AND NEW.report IS DISTINCT FROM OLD.report THEN
            RAISE EXCEPTION 'review %: a report is written only while it is drafted', NEW.number
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at THEN
            RAISE EXCEPTION 'review %: the day of publication stays', NEW.number USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER appeals_programme_review_frozen BEFORE UPDATE ON appeals_programme_review
        FOR EACH ROW EXECUTE FUNCTION appeals_review_frozen();
    CREATE FUNCTION appeals_recommendation_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        about uuid;
    BEGIN
        about := CASE WHEN TG_OP = 'DELETE' THEN OLD.review_id ELSE NEW.review_id END;
        IF NOT EXISTS (SELECT 1 FROM appeals_programme_review r WHERE r.id = about AND r.status = 'drafting') THEN
            RAISE EXCEPTION 'a recommendation changes only while its report is drafted'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END $$;
    CREATE TRIGGER appeals_recommendation_frozen BEFORE INSERT OR UPDATE OR DELETE ON appeals_recommendation
        FOR EACH ROW EXECUTE FUNCTION appeals_recommendation_frozen();
    CREATE FUNCTION appeals_response_due_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the day by which a recommendation is answered stays' USING ERRCODE = 'restrict_violation';
    END $$;
    CREATE TRIGGER appeals_response_due_kept BEFORE UPDATE ON appeals_recommendation_response FOR EACH ROW
        WHEN (OLD.due_at IS DISTINCT FROM NEW.due_at) EXECUTE FUNCTION appeals_response_due_kept();
    """,
    """
    DROP TRIGGER IF EXISTS appeals_response_due_kept ON appeals_recommendation_response;
    DROP FUNCTION IF EXISTS appeals_response_due_kept();
    DROP TRIGGER IF EXISTS appeals_recommendation_frozen ON appeals_recommendation;
    DROP FUNCTION IF EXISTS appeals_recommendation_frozen();
    DROP TRIGGER IF EXISTS appeals_programme_review_frozen ON appeals_programme_review;
    DROP FUNCTION IF EXISTS appeals_review_frozen();
    """,
)
