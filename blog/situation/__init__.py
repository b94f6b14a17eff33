"""One situation: its page, its suivis, its actions, its statut, who is set aside from it.

constats: where the situation stands, in a few sentences.
vigilance: à surveiller, à suivre, prioritaire, urgent.
nature: a kind of difficulty; the list of a rubrique is kept by its gestionnaire.
lecture: when a member last opened a situation.
silence: three meetings or more without a suivi; six weeks where there are no meetings.
"""
