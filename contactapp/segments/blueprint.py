"""The blueprint of segments; its views stand in a module per screen."""

from flask import Blueprint

blueprint = Blueprint("segments", __name__)
