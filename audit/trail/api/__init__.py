"""REST endpoints of the trail."""
