"""The learned part: an additive card of whole points, trained from outcomes, checked, signed and off by default."""
