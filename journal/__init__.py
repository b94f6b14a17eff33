"""Who read and who wrote what: append-only, and never a word of it."""
