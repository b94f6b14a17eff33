"""The pages of one situation."""
