"""The book every app writes in: append-only, sealed into a Merkle log, signed, verifiable by anyone."""
