"""Trips from a spreadsheet: read safely, point at every cell that is wrong, keep the bytes."""
