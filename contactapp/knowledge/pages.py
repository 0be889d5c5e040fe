"""What the page of one FAQ shows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.knowledge import queries
from contactapp.knowledge.answers import to_html, to_text
from contactapp.knowledge.models import Faq, FaqFile, FaqVersion
from contactapp.knowledge.queries import Votes

_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class FaqPage:
    faq: Faq
    answer: Markup
    plain: str
    related: list[Faq]
    uses: int
    is_favourite: bool
    concept: FaqVersion | None
    votes: Votes
    attachments: list[FaqFile]  # pictures stand in the answer itself
    now: datetime

    @classmethod
    def of(cls, faq: Faq, user: User) -> "FaqPage":
        """Gather the page for one reader."""
        return cls(
            faq=faq,
            answer=to_html(faq.answer, ticking=True),
            plain=to_text(faq.answer),
            related=queries.related_to(faq, user),
            uses=queries.uses_since(faq, utcnow() - _YEAR),
            is_favourite=queries.favourite(user, faq) is not None,
            concept=queries.concept_of(faq),
            votes=queries.votes_on(faq, user),
            attachments=[file for file in queries.files_of(faq) if not file.is_picture],
            now=utcnow(),
        )

    @property
    def is_valid(self) -> bool:
        return self.faq.is_valid(self.now)
