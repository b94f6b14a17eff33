"""Writing: one door (`porte`), drafts, versions, two people on one form.

désaccord: a field that two people changed at once.
"""
