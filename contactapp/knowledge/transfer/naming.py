"""What a row of this database is called outside it: a category by its names, a team by code, a person by e-mail."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import select

from contactapp.accounts.models import Team, User
from contactapp.db import db
from contactapp.knowledge.contents import Content
from contactapp.knowledge.models import FaqCategory
from contactapp.knowledge.queries import all_categories

Path = tuple[str, ...]
# Of a content: the field with an id, and what it is called outside.
OUTSIDE = {"category_id": "category", "team_id": "team", "owner_id": "owner"}


class Names:
    """Looks names up and down; each list is read once, when it is first needed."""

    def path(self, category_id: int | None) -> list[str]:
        return next((list(path) for path, one in self._categories.items() if one.id == category_id), [])

    def category(self, path: Sequence[str]) -> FaqCategory | None:
        return self._categories.get(tuple(path))

    def made_category(self, path: Sequence[str], *, position: int | None = None) -> FaqCategory:
        """The category with this path, made when it is not there yet, with those above it."""
        known = self.category(path)
        if known is not None:
            return known
        above = self.made_category(path[:-1]) if len(path) > 1 else None
        place = len(self._categories) if position is None else position
        made = FaqCategory(parent_id=above.id if above else None, name=path[-1], position=place)
        db.session.add(made)
        db.session.flush()
        self._categories[tuple(path)] = made
        return made

    def team_code(self, team_id: int | None) -> str:
        return self._team_codes.get(team_id or 0, "")

    def team(self, word: str) -> int | None:
        return self._teams.get(word)

    def email(self, user_id: int | None) -> str:
        return self._emails.get(user_id or 0, "")

    def user(self, email: str) -> int | None:
        return self._users.get(email.lower())

    def outside(self, content: Content) -> dict[str, Any]:
        """A content without ids of this database."""
        named = {
            "category": self.path(content.get("category_id")),
            "team": self.team_code(content.get("team_id")),
            "owner": self.email(content.get("owner_id")),
        }
        return {name: value for name, value in content.items() if name not in OUTSIDE} | named

    def inside(self, row: dict[str, Any]) -> Content:
        """The same content with the ids of this database; a name that is not known here is left out."""
        content = {name: value for name, value in row.items() if name not in OUTSIDE.values()}
        if "category" in row:
            category = self.category(row["category"])
            content["category_id"] = category.id if category else None
        if "team" in row:
            content["team_id"] = self.team(row["team"])
        if "owner" in row:
            content["owner_id"] = self.user(row["owner"])
        return content

    @cached_property
    def _categories(self) -> dict[Path, FaqCategory]:
        return {tuple(one.path): one for one in all_categories()}

    @cached_property
    def _team_list(self) -> list[Team]:
        return list(db.session.scalars(select(Team)))

    @cached_property
    def _team_codes(self) -> dict[int, str]:
        return {team.id: team.code for team in self._team_list}

    @cached_property
    def _teams(self) -> dict[str, int]:
        return {word: team.id for team in self._team_list for word in (team.name, team.code)}

    @cached_property
    def _users(self) -> dict[str, int]:
        return {email.lower(): key for key, email in db.session.execute(select(User.id, User.email))}

    @cached_property
    def _emails(self) -> dict[int, str]:
        return {key: email for key, email in db.session.execute(select(User.id, User.email))}  # noqa: C416
