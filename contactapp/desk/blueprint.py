"""The blueprint of the desk; its views stand in a module per screen."""

from flask import Blueprint

blueprint = Blueprint("desk", __name__)
