"""A meeting being prepared, held, closed, and its relevé de décisions.

relevé de décisions: the page of a closed séance.
"""
