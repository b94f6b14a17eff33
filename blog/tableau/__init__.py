"""The table of situations: columns, filters, kept views, quick grid, search, dashboard.

critère: a question put to situations, the same for a count and for the list that it opens.
vue: a filter of the table under a name, prepared or kept by a member.
retouche: changes made straight in the table, undone together.
tableau de bord: the panneau of the situations, on the page of their rubrique.
"""
