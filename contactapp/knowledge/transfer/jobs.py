"""A knowledge base on its way in from the screen: tried first and then stored, some lines at a time."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import Model, code_column


class Phase(StrEnum):
    TRYING = "trying"
    TRIED = "tried"
    STORING = "storing"
    STORED = "stored"


class KnowledgeImport(Model):
    """One file on its way in; its bytes stand outside the web root under the token until it is stored."""

    __tablename__ = "knowledge_import"

    file_name: Mapped[str] = mapped_column(String(150))
    token: Mapped[str] = mapped_column(String(32), unique=True)
    phase: Mapped[Phase] = mapped_column(code_column(Phase), default=Phase.TRYING)
    total: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    same: Mapped[int] = mapped_column(default=0)
    # Line and reason of what cannot be stored.
    refused: Mapped[list[list[int | str]]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)

    created_by: Mapped[User] = relationship()
