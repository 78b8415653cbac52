"""Downloads of the trail."""
