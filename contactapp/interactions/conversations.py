"""A conversation: the working draft while somebody is on the line. It lives on the server, not in a browser (R33)."""

from datetime import datetime
from hashlib import blake2s
from textwrap import shorten
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.contacts.models import Contact
from contactapp.db import Model, code_column
from contactapp.interactions.codes import Channel, Direction

FEW_WORDS = 24


class Conversation(Model):
    """One talk of one colleague with one customer; ends in one or more contact moments."""

    __tablename__ = "conversation"
    __table_args__ = (Index("ix_conversation_running", "user_id", "ended_at", "id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    ticket_number: Mapped[str] = mapped_column(String(12), default="", server_default="")  # a follow-up on this one
    channel: Mapped[Channel] = mapped_column(code_column(Channel), default=Channel.PHONE)
    direction: Mapped[Direction] = mapped_column(code_column(Direction), default=Direction.INCOMING)
    phone_number: Mapped[str] = mapped_column(default="")
    notepad: Mapped[str] = mapped_column(Text, default="")
    draft: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # the registration form as typed so far
    consulted: Mapped[list[str]] = mapped_column(JSON, default=list)  # codes of FAQs opened meanwhile (R64)
    started_at: Mapped[datetime] = mapped_column(default=utcnow)
    saved_at: Mapped[datetime] = mapped_column(default=utcnow)
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
    contact: Mapped[Contact | None] = relationship()

    @property
    def is_running(self) -> bool:
        return self.ended_at is None

    @property
    def draft_version(self) -> str:
        """Changes with every save, so that a window which shows an older draft cannot write over a newer one."""
        return self.saved_at.isoformat() if self.draft else ""

    @property
    def typed(self) -> dict[str, Any]:
        """The fields of the draft."""
        return {name: value for name, value in self.draft.items() if name != "form"}

    def is_draft_of(self, form: str) -> bool:
        """Whether the very form with this key saved it last, and no other window did since."""
        return bool(form) and self.draft.get("form") == form

    @property
    def notepad_version(self) -> str:
        """Tells a window with an older notepad from one that shows what stands there now."""
        return blake2s(self.notepad.encode(), digest_size=8).hexdigest()

    @property
    def about(self) -> str:
        """Its subject or the first words of what was typed: callers without a name differ by nothing else."""
        typed = self.draft.get("about") or self.draft.get("note") or self.notepad
        return shorten(str(typed), FEW_WORDS, placeholder="…")

    def keep_draft(self, draft: dict[str, Any], *, form: str = "") -> None:
        """Keep a form as it stands; ``form`` is its key."""
        self.draft, self.saved_at = draft | ({"form": form} if form else {}), utcnow()

    def keep_notepad(self, text: str, *, seen: str) -> bool:
        """Keep the notepad as it stands, unless another window wrote what this one lacks; tells whether it is kept.

        Args:
            text: all that stands in it.
            seen: the version that this window showed or kept last; an answer that got lost leaves it behind.
        """
        if seen != self.notepad_version and not text.startswith(self.notepad):
            return False
        self.notepad = text
        return True

    def consult(self, code: str) -> None:
        """Remember that this FAQ was opened during the conversation, the newest first (R64)."""
        self.consulted = [code, *(one for one in self.consulted if one != code)][:8]

    def next_question(self) -> None:
        """Same customer, or nobody, and the same channel; the next subject starts empty (R33)."""
        same = ("anonymous", "way", "person", "on_behalf_by")
        kept = {name: self.draft[name] for name in same if self.draft.get(name)}
        self.keep_draft(kept)

    def end(self) -> None:
        """The customer hung up, or was helped. Harmless when it had ended."""
        self.ended_at = self.ended_at or utcnow()

    def resume(self) -> None:
        """Undo of ending."""
        self.ended_at = None
