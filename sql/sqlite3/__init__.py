"""Django's backend for SQLite, whose connections wait for a lock as long as a page does."""
