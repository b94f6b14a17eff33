"""The situations of a rubrique: followed, listed, counted, taken over from a spreadsheet."""
