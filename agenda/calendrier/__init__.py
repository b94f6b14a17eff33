"""The calendar as one looks at it: by month, by week, as a list."""
