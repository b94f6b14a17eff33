"""The meetings of a rubrique: on the calendar, prepared, held, closed."""
