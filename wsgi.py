"""Entry point for a WSGI server: ``gunicorn wsgi:app``."""

import sys

from contactapp import create_app
from contactapp.config import ConfigError

try:
    app = create_app()
except ConfigError as problem:
    sys.exit(f"Contactapp cannot start. {problem}")
