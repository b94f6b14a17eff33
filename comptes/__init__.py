"""Accounts: one person each; signing in, one-time links, sessions."""
