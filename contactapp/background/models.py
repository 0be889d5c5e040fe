"""Whose turn it is: what several workers have to agree on."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from contactapp.db import Model


class JobTurn(Model):
    """When a job is due, and until when somebody is at it."""

    __tablename__ = "job_turn"

    job: Mapped[str] = mapped_column(String(40), unique=True)
    due_at: Mapped[datetime]
    busy_until: Mapped[datetime | None]  # a worker that died is waited for no longer than this
    succeeded_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
