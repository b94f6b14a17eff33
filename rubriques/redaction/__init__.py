"""Writing: one door (`porte`), drafts, versions, two people on one form.

brouillon: what somebody is writing and has not saved.
désaccord: a field that two people changed at once.
"""
