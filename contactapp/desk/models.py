"""What a colleague or team keeps at the desk."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from contactapp.db import Model


class SavedView(Model):
    """A search one wants to see again: of one colleague, or shared by a team."""

    __tablename__ = "saved_view"
    __table_args__ = (CheckConstraint("(user_id IS NULL) != (team_id IS NULL)", name="one_owner"),)

    name: Mapped[str] = mapped_column(String(80))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
