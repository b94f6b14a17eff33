"""Time as a school knows it: the clock on the wall, the school year, days in words."""
