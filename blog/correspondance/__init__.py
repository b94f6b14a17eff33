"""The key table: who each situation is about, sealed apart, one line at a time."""
