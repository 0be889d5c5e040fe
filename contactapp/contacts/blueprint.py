"""The blueprint of this area; its views stand in a module per subject."""

from flask import Blueprint

blueprint = Blueprint("contacts", __name__)
