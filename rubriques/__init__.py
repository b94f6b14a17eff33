"""Establishments, rubriques and their members; the gate for rights, the door for writing."""
