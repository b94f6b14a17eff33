"""Time as a school knows it: the hour of Paris, the school year, days in words."""
