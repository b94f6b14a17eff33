"""Writing: drafts, versions, two people on one form."""
