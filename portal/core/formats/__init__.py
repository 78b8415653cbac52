"""Input formats per language: ISO first, because that is what native date and time inputs read and send."""
