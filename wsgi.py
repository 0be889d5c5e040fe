"""Entry point for a WSGI server: ``gunicorn wsgi:app``."""

from contactapp import create_app

app = create_app()
