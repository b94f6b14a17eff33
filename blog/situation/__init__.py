"""One situation: its page, its suivis, its actions, its statut, who is set aside from it."""
