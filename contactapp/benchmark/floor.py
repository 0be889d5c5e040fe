"""The floor: what Flask and the database cost without us. Every figure is compared with it."""

import sqlalchemy as sa
from flask import Flask, render_template_string

PREFIX = "/floor"
# No tables of the application are used, only the columns; a floor that moves with our models would be none.
CONTACTS = sa.text(
    "SELECT number, name, sort_name FROM contact WHERE sort_name >= :start ORDER BY sort_name, id LIMIT 25"
)
PAGE = """<!doctype html><title>Floor</title><table>
{% for row in rows %}<tr><td>{{ row.number }}<td>{{ row.name }}<td>{{ row.sort_name }}{% endfor %}
</table>"""


def create_floor(database_url: str) -> Flask:
    """A bare application with two views, to be mounted beside the real one under ``PREFIX``."""
    app = Flask(__name__)
    engine = sa.create_engine(database_url)

    @app.get("/bare")
    def bare() -> str:
        return "<!doctype html><title>Floor</title><p>Floor"

    @app.get("/query/<start>")
    def query(start: str) -> str:
        with engine.connect() as connection:
            return render_template_string(PAGE, rows=connection.execute(CONTACTS, {"start": start}).all())

    return app
