"""Django's backend for SQLite, which knows the order of French, and whose connections wait for a
lock as long as a page does."""
