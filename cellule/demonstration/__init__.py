"""Two fictional establishments and their year, told in TOML files, written into the database."""
