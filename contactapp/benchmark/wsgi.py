"""The application and the floor in one process: ``gunicorn contactapp.benchmark.wsgi:app``."""

from werkzeug.middleware.dispatcher import DispatcherMiddleware

from contactapp import create_app
from contactapp.benchmark.floor import PREFIX, create_floor

app = create_app()
_floor = create_floor(app.config["CONTACTAPP"].database_url)
app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {PREFIX: _floor})  # type: ignore[method-assign]
