"""The reprise: a cellule's spreadsheet becomes situations, once somebody has seen how.

reprise: the spreadsheet of a cellule taken over: each row becomes a situation
feuille: one sheet of the file, as it was read; tableau: the same under its headings
cible: what a column becomes; plan de colonnes: the cibles, remembered for the next time
ligne: the number that the sheet gives a row
mot: a word of the sheet that needs a meaning here; sens: the meaning that was chosen for it
existant: what the rubrique holds when the reprise begins
fiche: one row of the sheet, read; note: its cell for one meeting, which becomes a suivi
lu, écrit: what the sheet says; what is saved, identities masked
problème: what is not taken as it stands, and where
rapprochement: finding the situation that a row made before; accord: how much of both agrees
douteuse: a row that may be one of several situations, or of one: somebody says
remarque: what the file says beyond its cells (a comment, a hidden row)
mise à jour: what a fiche changes in the situation that it made before
empreinte: a digest, kept in the place of words to recognise them
essai à blanc: the dry run that shows all the fiches before anything is written
"""
