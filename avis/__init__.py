"""Telling people that there is something new, without a word of it.

nouvelle: something that a member was told of, once.
calendrier: the personal address at which a calendar program reads a member's meetings.
"""
