"""What other apps may read from the trail."""
