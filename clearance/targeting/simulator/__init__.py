"""The simulator's arithmetic: history under two policies side by side, and what a person should read of it."""
