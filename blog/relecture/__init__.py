"""Texts that name a pupil of the key table, told to those who open it, once they are written.

relecture: reading again, by the journal, what was written since the last time.
mention: a text in which a name of the table was found.
"""
