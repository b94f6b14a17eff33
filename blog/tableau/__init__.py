"""The table of situations: columns, filters, kept views, quick grid, search, dashboard."""
