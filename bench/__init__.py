"""What is measured: the pages against a bare page of Django, on the same database: make bench."""
