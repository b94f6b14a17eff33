"""Attacks on a real installation, over HTTP, that anybody can run again: make attack.

Each module of `attempts/` is one attack; its docstring says who attacks, and what would be lost.
"""
