"""Targeting: facts, threat profiles, scoring, lane advice. Pure Python; policy is data, never executed."""
