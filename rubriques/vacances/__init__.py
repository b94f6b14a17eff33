"""When schools are closed."""
