"""The lead sheet: the signed code it carries, what stands on it, and whether it still counts (requirements 5.5)."""
