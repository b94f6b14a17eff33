"""Django's SQLite, which knows the order of French too."""
