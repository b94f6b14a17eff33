"""The synthesis of a rubrique (cross table, months, frise) and its yearly report (bilan).

Both count in memory the situations that their reader may see, without opening any text.

synthèse: the counts and drawings of a rubrique, each number a link to what it counts
dimension: what situations are counted by (niveau, nature…); a valeur is one line or column of it
croisement: two dimensions in one table; a case is one number of it
barres, bâtons: the horizontal and the vertical bars of a drawing
frise: a school year drawn, one line for each situation, one mark for each suivi
période: a stretch of such a line, alive or silent
bilan: the yearly report: numbers alone, under statistical secrecy
"""
