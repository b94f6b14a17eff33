"""The pages that write meetings on the calendar."""
