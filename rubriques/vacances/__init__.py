"""When schools are closed.

congé: school holidays of a zone, a row that the ministry published or an administrator wrote.
"""
