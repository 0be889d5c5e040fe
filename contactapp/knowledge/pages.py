"""What the page of one FAQ shows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.knowledge import queries
from contactapp.knowledge.answers import to_html, to_text
from contactapp.knowledge.models import Faq, FaqFile, FaqVersion
from contactapp.knowledge.queries import Standing
from contactapp.permissions import Permission

_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Reading:
    """An answer to be read, beside a list or beside a customer."""

    faq: Faq
    answer: Markup
    now: datetime

    @classmethod
    def of(cls, faq: Faq) -> "Reading":
        return cls(faq, to_html(faq.answer, ticking=True), utcnow())

    @property
    def is_valid(self) -> bool:
        return self.faq.is_valid(self.now)

    @property
    def is_to_come(self) -> bool:
        """Whether its day of publication has yet to come."""
        return self.faq.publish_from is not None and self.faq.publish_from > self.now

    @property
    def plain(self) -> str:
        """The answer as it is pasted into a message."""
        return to_text(self.faq.answer)


@dataclass(frozen=True)
class FaqPage(Reading):
    related: list[Faq]
    standing: Standing
    concept: FaqVersion | None  # only for editors
    attachments: list[FaqFile]  # pictures stand in the answer itself

    @classmethod
    def for_reader(cls, faq: Faq, user: User) -> "FaqPage":
        """Gather the page for one reader."""
        reading, standing = Reading.of(faq), queries.standing_of(faq, user, since=utcnow() - _YEAR)
        return cls(
            faq,
            reading.answer,
            reading.now,
            related=queries.related_to(faq, user) if standing.related else [],
            standing=standing,
            concept=queries.concept_of(faq) if user.can(Permission.KNOWLEDGE_EDIT) else None,
            attachments=[file for file in queries.files_of(faq) if not file.is_picture] if standing.files else [],
        )
