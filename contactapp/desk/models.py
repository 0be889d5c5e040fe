"""What a colleague or team keeps at the desk."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import Team, User
from contactapp.clock import utcnow
from contactapp.db import Model


class SavedView(Model):
    """A search one wants to see again: of one colleague, or shared by a team."""

    __tablename__ = "saved_view"
    __table_args__ = (CheckConstraint("(user_id IS NULL) != (team_id IS NULL)", name="one_owner"),)

    name: Mapped[str] = mapped_column(String(80))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    removed_at: Mapped[datetime | None]

    team: Mapped[Team | None] = relationship()

    @classmethod
    def keep(cls, name: str, arguments: dict[str, Any], *, team: Team | None, by: User) -> "SavedView":
        """Keep a search, for oneself or for one's team."""
        view = cls(name=name, arguments=arguments, created_by_id=by.id)
        view.share_with(team, by=by)
        return view

    def may_be_changed_by(self, user: User) -> bool:
        """One's own; of a team by who made it or leads the team, because all its members look through it."""
        if self.team_id is None:
            return self.user_id == user.id
        return user.is_member_of(self.team_id) and (self.created_by_id == user.id or self.team_id in user.led_team_ids)

    def share_with(self, team: Team | None, *, by: User) -> None:
        """Give it to a team, or keep it to oneself."""
        self.team, self.team_id = team, team.id if team else None
        self.user_id = None if team else by.id

    def remove(self) -> None:
        """Throw it away; it can come back."""
        self.removed_at = utcnow()

    def restore(self) -> None:
        """Undo of ``remove``."""
        self.removed_at = None
