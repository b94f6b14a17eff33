"""The reprise: a cellule's spreadsheet becomes situations, once somebody has seen how."""
