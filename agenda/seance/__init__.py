"""A meeting being prepared, held, closed, and its relevé de décisions.

décision: what is decided about a point; at the closing, an action.
contribution: what a member brings to a point; at the closing, a suivi in their name.
relevé de décisions: the page of a closed séance.
invitation: one situation shown to somebody who is no member, while the séance is open.
"""
