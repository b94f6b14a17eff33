"""The calendar as one looks at it: by month, by week, as a list.

repère: the letter and the drawing of a rubrique among the meetings of all of them.
"""
