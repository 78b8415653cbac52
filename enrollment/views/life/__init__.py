"""Pages of the life of a membership: cards, reports, plans, sanctions."""
