"""The floor: a bare page of Django (session, one check of guardian, one template) that shows the
same texts. Speeds are told as a ratio to it, because it runs beside the application."""
