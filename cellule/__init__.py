"""The project: settings, addresses, error pages, administration, home page, demonstration."""
