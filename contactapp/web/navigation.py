"""The main menu. Each area adds its own entries when it starts."""

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contactapp.permissions import Permission
from contactapp.web.access import can
from contactapp.web.figures import figure

GROUPS = {"work": _l("Werk"), "find": _l("Opzoeken"), "steer": _l("Sturen")}


@dataclass(frozen=True)
class NavigationItem:
    """One entry: shown to whoever has the permission, with an optional count of open things."""

    group: str
    text: LazyString
    endpoint: str
    icon: str
    permission: Permission
    order: int
    section: str  # first part of the address, to mark where we are
    figure: str | None = None  # the name of its count of open things, see web/figures.py
    more_sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class MenuEntry:
    text: str
    url: str
    icon: str
    count: int | None
    current: bool


@dataclass(frozen=True)
class MenuGroup:
    title: str
    items: list[MenuEntry]


def add_to_menu(app: Flask, item: NavigationItem) -> None:
    """Add an entry to the main menu of an application."""
    app.extensions.setdefault("navigation", []).append(item)


def nav_groups() -> list[MenuGroup]:
    """The menu for the person who is signed in."""
    items: list[NavigationItem] = sorted(current_app.extensions.get("navigation", []), key=lambda item: item.order)
    section = request.path.split("/")[1]
    groups = []
    for code, title in GROUPS.items():
        entries = [
            MenuEntry(
                str(item.text),
                url_for(item.endpoint),
                item.icon,
                figure(item.figure) if item.figure else None,
                current=section in (item.section, *item.more_sections),
            )
            for item in items
            if item.group == code and can(item.permission)
        ]
        if entries:
            groups.append(MenuGroup(str(title), entries))
    return groups


def init_app(app: Flask) -> None:
    app.jinja_env.globals["nav_groups"] = nav_groups
