"""Meetings on the calendar: written one by one, in a series or for a year; moved, cancelled.

série: meetings planned together.
suite: one meeting of a series and those after it.
rythme, rang: how a series comes back; 2nd or last Monday of a month.
date proposée: a date that the page of the year offers, with why there is no school.
annonce: what happened to a meeting, for whoever tells members of it.
"""
