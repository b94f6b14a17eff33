"""The pages of establishments, of rubriques and of their members."""
