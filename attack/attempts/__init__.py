"""One module, one attack: its docstring says who attacks, and what would be lost."""
