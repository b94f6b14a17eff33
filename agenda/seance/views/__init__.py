"""The pages of a meeting that is being prepared, held or closed."""
