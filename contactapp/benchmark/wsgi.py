"""The application and the floor in one process: ``gunicorn contactapp.benchmark.wsgi:app``."""

from werkzeug.middleware.dispatcher import DispatcherMiddleware

from contactapp import create_app
from contactapp.benchmark.floor import PREFIX, create_floor

_contactapp = create_app()
app = DispatcherMiddleware(_contactapp, {PREFIX: create_floor(_contactapp.config["CONTACTAPP"].database_url)})
