"""Django's backend for PostgreSQL, whose connections wait as long as a page does."""
