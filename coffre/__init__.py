"""What seals the texts in the database: keys, the encrypted field. Knows no model of ours."""
