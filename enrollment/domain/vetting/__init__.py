"""Vetting: what is checked, how it is weighed, what keeps an application from being approved."""
