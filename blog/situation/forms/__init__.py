"""The forms of one situation: every rule about what is typed there."""
