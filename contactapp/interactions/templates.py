"""Interaction templates: what a contact moment and its task start from, and sentences people use often."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import Team
from contactapp.db import Model, code_column
from contactapp.interactions.codes import Channel, Direction, MomentKind, Result, way_code


class InteractionTemplate(Model):
    """Default values for a contact moment and its task (interactiesjabloon)."""

    __tablename__ = "interaction_template"

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    group_name: Mapped[str] = mapped_column(String(80), default="")
    position: Mapped[int] = mapped_column(default=0)
    channel: Mapped[Channel] = mapped_column(code_column(Channel), default=Channel.PHONE)
    direction: Mapped[Direction] = mapped_column(code_column(Direction), default=Direction.INCOMING)
    kind: Mapped[MomentKind] = mapped_column(code_column(MomentKind), default=MomentKind.QUESTION)
    result: Mapped[Result] = mapped_column(code_column(Result), default=Result.ANSWERED)
    subject: Mapped[str] = mapped_column(String(300), default="")
    own_subject: Mapped[bool] = mapped_column(default=True, server_default=true())  # besides answers and ``subject``
    note: Mapped[str] = mapped_column(Text, default="")
    in_portal: Mapped[bool] = mapped_column(default=False)
    with_task: Mapped[bool] = mapped_column(default=False)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    task_type_code: Mapped[str] = mapped_column(String(40), default="")
    task_description: Mapped[str] = mapped_column(Text, default="")
    term_working_days: Mapped[int | None]
    active_from: Mapped[date | None]
    active_until: Mapped[date | None]

    team: Mapped[Team | None] = relationship()

    @property
    def way(self) -> str:
        """Channel and direction as the one choice of the form."""
        return way_code(self.channel, self.direction)

    def is_active_on(self, day: date) -> bool:
        return (self.active_from is None or self.active_from <= day) and (
            self.active_until is None or self.active_until >= day
        )


class TemplateFavourite(Model):
    """A template somebody wants at the top of their list."""

    __tablename__ = "template_favourite"
    __table_args__ = (UniqueConstraint("user_id", "template_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    template_id: Mapped[int] = mapped_column(ForeignKey("interaction_template.id", ondelete="CASCADE"))


class TicketPolicy(Model):
    """One row: how the association wants its tickets kept."""

    __tablename__ = "ticket_policy"

    own_subjects: Mapped[bool] = mapped_column(default=True)  # whether a subject may be other than an answer


class StandardText(Model):
    """A sentence or two that fit in many notes."""

    __tablename__ = "standard_text"

    name: Mapped[str] = mapped_column(String(80), unique=True)
    text: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(default=0)
