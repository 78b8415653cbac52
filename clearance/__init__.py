"""Clearance: what a truck brings, how risky it is, which lane it takes, and how it is released."""
