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

# A proposal to rise is accepted by both agencies or by nobody, whoever writes the row.
JOINT_GRADUATION = (
    """
    CREATE FUNCTION enrollment_joint_graduation() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        subject uuid;
        accepted integer;
    BEGIN
        IF TG_TABLE_NAME = 'enrollment_graduation' THEN
            subject := NEW.id;
        ELSIF TG_OP = 'DELETE' THEN
            subject := OLD.proposal_id;
        ELSE
            subject := NEW.proposal_id;
        END IF;
        IF EXISTS (SELECT 1 FROM enrollment_graduation g WHERE g.id = subject AND g.status = 'accepted') THEN
            SELECT count(DISTINCT r.agency) INTO accepted FROM enrollment_graduation_review r
            WHERE r.proposal_id = subject AND r.status = 'approved' AND r.agency IN ('CBP', 'CBSA');
            IF accepted < 2 THEN
                RAISE EXCEPTION 'proposal % is accepted without both agencies', subject
                    USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER enrollment_graduation_joint AFTER INSERT OR UPDATE ON enrollment_graduation
        FOR EACH ROW WHEN (NEW.status = 'accepted') EXECUTE FUNCTION enrollment_joint_graduation();
    CREATE TRIGGER enrollment_graduation_review_joint AFTER UPDATE OR DELETE ON enrollment_graduation_review
        FOR EACH ROW EXECUTE FUNCTION enrollment_joint_graduation();
    """,
    """
    DROP TRIGGER IF EXISTS enrollment_graduation_review_joint ON enrollment_graduation_review;
    DROP TRIGGER IF EXISTS enrollment_graduation_joint ON enrollment_graduation;
    DROP FUNCTION IF EXISTS enrollment_joint_graduation();
    """,
)

# Nobody rises on one key, whoever writes the row: an accepted proposal, which takes both agencies, or a demotion
# that was stayed, put right or overturned. What it gives back counts from the day the former tier did.
TWO_KEYS_TO_RISE = (
    """
    CREATE FUNCTION enrollment_two_keys_to_rise() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT 1 FROM enrollment_graduation g
            WHERE g.membership_id = NEW.id AND g.status = 'accepted' AND g.created_at >= OLD.tier_since
              AND g.from_tier = OLD.tier AND g.to_tier = NEW.tier
        ) OR EXISTS (
            SELECT 1 FROM enrollment_decision d
            WHERE d.membership_id = NEW.id AND d.kind = 'demotion' AND d.from_tier_since = NEW.tier_since
              AND d.status IN ('stayed', 'overturned', 'remedied')
        ) THEN
            RETURN NULL;
        END IF;
        RAISE EXCEPTION 'membership % rises to % without both agencies', NEW.id, NEW.tier
            USING ERRCODE = 'check_violation';
    END $$;
    CREATE TRIGGER enrollment_membership_two_keys AFTER UPDATE OF tier ON enrollment_membership
        FOR EACH ROW WHEN (array_position(ARRAY['T0', 'NEXUS', 'T1', 'T2', 'T3'], NEW.tier::text)
            > array_position(ARRAY['T0', 'NEXUS', 'T1', 'T2', 'T3'], OLD.tier::text))
        EXECUTE FUNCTION enrollment_two_keys_to_rise();
    """,
    """
    DROP TRIGGER IF EXISTS enrollment_membership_two_keys ON enrollment_membership;
    DROP FUNCTION IF EXISTS enrollment_two_keys_to_rise();
    """,
)

# An application comes before the agencies when its invoice is settled, whoever writes the row.
PAID_FIRST = (
    """
    CREATE FUNCTION enrollment_paid_first() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM enrollment_invoice i WHERE i.application_id = NEW.id AND i.status IN ('paid', 'waived')
        ) THEN
            RAISE EXCEPTION 'application % comes before the agencies with its fee unsettled', NEW.id
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER enrollment_application_paid_first BEFORE UPDATE OF status ON enrollment_application
        FOR EACH ROW WHEN (NEW.status = 'submitted' AND OLD.status IS DISTINCT FROM NEW.status)
        EXECUTE FUNCTION enrollment_paid_first();
    """,
    """
    DROP TRIGGER IF EXISTS enrollment_application_paid_first ON enrollment_application;
    DROP FUNCTION IF EXISTS enrollment_paid_first();
    """,
)

# Only the columns named may change; nothing is removed.
KEEP_FIXED = (
    """
    CREATE FUNCTION enrollment_keep_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END IF;
        IF to_jsonb(OLD) - TG_ARGV IS DISTINCT FROM to_jsonb(NEW) - TG_ARGV THEN
            RAISE EXCEPTION 'what a row of % states is never edited', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    """,
    "DROP FUNCTION IF EXISTS enrollment_keep_fixed();",
)


def kept_fixed(table: str, *changing: str) -> tuple[str, str]:
    """Freeze the rows of a table but for the columns named."""
    allowed = ", ".join(f"'{name}'" for name in changing)
    return (
        f"CREATE TRIGGER {table}_fixed BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION enrollment_keep_fixed({allowed});",
        f"DROP TRIGGER IF EXISTS {table}_fixed ON {table};",
    )


# A fee or waiver is published only with owner, basis, cost and review date, and with figures that make sense.
# It is a CHECK over the document that both agencies sign, so that nothing stands in two places.
WORDS = ("owner", "basis_en", "basis_fr", "cost_en", "cost_fr")


def complete(table: str, figures: str) -> tuple[str, str]:
    """The CHECK of one table of provisions; `figures` is the condition on what the provision says."""
    named = " AND ".join(f"btrim(coalesce(document ->> '{name}', '')) <> ''" for name in WORDS)
    dated = (
        "document ->> 'review_on' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND "
        "document ->> 'starts_on' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND "
        "(coalesce(document ->> 'ends_on', '') = '' OR document ->> 'ends_on' >= document ->> 'starts_on')"
    )
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_complete CHECK ("
        f"status IN ('draft', 'withdrawn') OR coalesce({named} AND {dated} AND {figures}, false));",
        f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_complete;",
    )


FEE_FIGURES = "document ->> 'amount' ~ '^[0-9]{1,6}[.][0-9]{2}$' AND document ->> 'currency' = 'USD'"
WAIVER_FIGURES = (
    "(document ->> 'percent')::integer BETWEEN 1 AND 100 AND "
    "(document ->> 'ground' = 'other_card' OR "
    "document ->> 'ground' = 'tier' AND document ->> 'tier' IN ('T1', 'T2', 'T3', 'NEXUS'))"
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
            WHERE u.document_id = OLD.id AND a.sent_at IS NOT NULL
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
        IF EXISTS (SELECT 1 FROM enrollment_application a WHERE a.id = subject AND a.sent_at IS NOT NULL) THEN
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
