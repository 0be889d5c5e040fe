"""How fast every operation is, compared with a bare view in the same process: ``flask bench``."""

from flask import Flask

from contactapp.benchmark import cli, counting


def init_app(app: Flask) -> None:
    app.cli.add_command(cli.bench)
    if app.config["CONTACTAPP"].benchmark:
        counting.init_app(app)
