"""What is typed in the table: cells of the quick grid, columns, names of views."""
