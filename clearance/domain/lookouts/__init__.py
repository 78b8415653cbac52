"""Look-outs: what may be entered, how one lives, what becomes of a match (R-98, R-89)."""
