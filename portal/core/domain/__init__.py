"""Pure building blocks every other domain package may use."""
