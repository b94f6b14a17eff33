"""Meetings on the calendar: written one by one, in a series or for a year; moved, cancelled."""
