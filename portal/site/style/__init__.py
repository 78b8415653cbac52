"""Specimens for the style page: one honest example of every component in every state."""
