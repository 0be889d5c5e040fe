"""What composes several areas: registering, the ticket page, the timeline, the start page."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the views, menu entries and commands of this area."""
