"""The key table: who each situation is about, sealed apart, one line at a time.

correspondance: a line of the key table.
dépositaire: who may open it, named by a gestionnaire.
ouverture: that a line was opened, by whom and why.
"""
