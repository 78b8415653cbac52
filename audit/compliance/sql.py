"""SQL of this app's migrations: what the database does by itself (architecture rule 4)."""

COUNTED = (
    """
    CREATE FUNCTION compliance_movement_counted() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO compliance_ledger_cell AS cell (tier, crossing, direction, chapter, band, month, movements,
            inspected, timed, minutes, squares, promised, kept)
        SELECT tier, crossing, direction, chapter, band, date_trunc('month', day)::date, count(*),
            count(*) FILTER (WHERE inspected), count(minutes), coalesce(sum(minutes), 0),
            coalesce(sum(minutes::bigint * minutes), 0),
            count(*) FILTER (WHERE minutes IS NOT NULL AND promised IS NOT NULL),
            count(*) FILTER (WHERE minutes <= promised)
        FROM added GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
        ON CONFLICT (tier, crossing, direction, chapter, band, month) DO UPDATE SET
            movements = cell.movements + excluded.movements, inspected = cell.inspected + excluded.inspected,
            timed = cell.timed + excluded.timed, minutes = cell.minutes + excluded.minutes,
            squares = cell.squares + excluded.squares, promised = cell.promised + excluded.promised,
            kept = cell.kept + excluded.kept;
        RETURN NULL;
    END $$;
    CREATE TRIGGER compliance_movement_counted AFTER INSERT ON compliance_movement
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION compliance_movement_counted();
    """,
    """
    DROP TRIGGER IF EXISTS compliance_movement_counted ON compliance_movement;
    DROP FUNCTION IF EXISTS compliance_movement_counted();
    """,
)
