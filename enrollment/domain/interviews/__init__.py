"""Interviews at enrolment centres: slots, waiting lists, calendar files, results (requirements 4.5)."""
