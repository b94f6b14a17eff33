"""A meeting being prepared, held, closed, and its relevé de décisions."""
