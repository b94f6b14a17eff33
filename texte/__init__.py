"""Rich text: its editor and its sanitiser; and the words of a text without its form."""
