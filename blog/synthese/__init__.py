"""The synthesis of a rubrique (cross table, months, frise) and its yearly report (bilan).

Both count in memory the rows that their reader may see, without opening any text.
"""
