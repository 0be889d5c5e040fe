"""The form with which something is registered for a whole segment: what is typed, and who would get it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from functools import cached_property

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.clock import AMSTERDAM, utcnow
from contactapp.desk.prefill import Prefill
from contactapp.desk.subjects import subject_complaint, takes_own_subject
from contactapp.desk.warnings import warnings_in
from contactapp.interactions.codes import Channel, MomentKind, way_of
from contactapp.interactions.models import InteractionTemplate
from contactapp.interactions.queries import own_subjects_allowed, template_by_code
from contactapp.knowledge.models import Faq
from contactapp.knowledge.queries import published_faq
from contactapp.knowledge.results import suggested
from contactapp.segments.forms import KINDS, OURS, AnnouncementForm
from contactapp.segments.models import Segment
from contactapp.segments.queries import outgoing_templates
from contactapp.segments.running import NAME, RunValues
from contactapp.web.identifiers import row_id

FILLED = ("way", "kind", "subject", "note", "portal")


class Announcement:
    """One contact moment for everybody in a segment, as it is being typed."""

    def __init__(self, segment: Segment, form: AnnouncementForm, by: User) -> None:
        self.segment, self.form, self.by = segment, form, by
        form.offer(self.templates)

    @classmethod
    def opened(cls, segment: Segment, args: Mapping[str, str], by: User) -> "Announcement":
        """An empty form; the address may name the channel, so that a page of the list stays on it."""
        way = args.get("way", "")
        data = {"seen": str(segment.runs_begun), "way": way if way in OURS else ""}
        return cls(segment, AnnouncementForm(formdata=None, data=data), by)

    @classmethod
    def posted(cls, segment: Segment, by: User) -> "Announcement":
        """The form as it was sent."""
        return cls(segment, AnnouncementForm(), by)

    @cached_property
    def templates(self) -> Sequence[InteractionTemplate]:
        return outgoing_templates()

    @cached_property
    def template(self) -> InteractionTemplate | None:
        return template_by_code(self.form.template.data) if self.form.template.data else None

    @cached_property
    def faq(self) -> Faq | None:
        return published_faq(self.form.faq.data) if self.form.faq.data else None

    @cached_property
    def found_faqs(self) -> list[dict[str, str]]:
        """What the search of the subject field found, for whoever has no script."""
        typed = self.form.faq_q.data
        return suggested(typed, self.by) if typed and self.faq is None else []

    @property
    def channel(self) -> Channel | None:
        way = self.form.way.data
        return way_of(way)[0] if way in OURS else None

    @property
    def subject(self) -> str:
        """The title of the FAQ as it is now (R65), or what was typed."""
        return self.faq.title if self.faq else (self.form.subject.data or "")

    @cached_property
    def takes_own_subject(self) -> bool:
        """Whether words of one's own may be the subject."""
        return takes_own_subject(self.template, self.form.subject.data, allowed=own_subjects_allowed())

    @property
    def warnings(self) -> list[str]:
        """What to think twice about: the note goes into every export."""
        return warnings_in(self.form.note.data or "")

    def refresh(self) -> set[str]:
        """After another template or subject was chosen: fill what nobody touched, and say what."""
        earlier = asdict(self._earlier())
        typed = earlier | {name: self.form[name].data or earlier[name].__class__() for name in FILLED}
        changed = self._prefill(self.template, self.faq).after(self._earlier(), typed)
        for name in FILLED:
            if name in changed:
                self.form[name].data = changed[name]
        self._remember()
        return changed.keys() & set(FILLED)

    def renew(self) -> None:
        """Show the form again to somebody who now knows what was registered meanwhile."""
        self.form.seen.data = str(self.segment.runs_begun)

    def is_valid(self) -> bool:
        """Whether it can be registered; if not, every field says what is wrong."""
        form = self.form
        form.validate()
        if not self.channel and not form.way.errors:
            form.complain("way", _("Kies een kanaal."))
        complaint = subject_complaint(form.subject.data, self.faq, allowed=self.takes_own_subject)
        if complaint:
            form.complain(*complaint)
        if not form.note.data:
            form.complain("note", _("Vul een notitie in."))
        if self.occurred_at() > utcnow() + timedelta(minutes=5):
            form.complain("occurred_at", _("Dit tijdstip ligt in de toekomst. Kies een moment dat al geweest is."))
        return not form.errors

    def occurred_at(self) -> datetime:
        """When it was: now, or the moment it was set back to."""
        typed: datetime | None = self.form.occurred_at.data
        return typed.replace(tzinfo=AMSTERDAM) if typed else utcnow()

    @property
    def seen(self) -> int:
        """How many runs were on the screen; what is not a number was never on a screen."""
        number = row_id(self.form.seen.data)
        return -1 if number is None else number

    def values(self) -> RunValues:
        """What to register. Only for a valid form."""
        form = self.form
        return RunValues(
            subject=self.subject,
            note=form.note.data or "",
            channel=way_of(form.way.data)[0],
            kind=MomentKind(form.kind.data),
            occurred_at=self.occurred_at(),
            in_portal=bool(form.portal.data),
            template=self.template,
            faq=self.faq,
        )

    def _prefill(self, template: InteractionTemplate | None, faq: Faq | None) -> Prefill:
        """The defaults; the place of the customer's name stays open until it is registered for each."""
        filled = Prefill.of(template, faq)
        way = filled.way if filled.way in OURS else ""
        kind = filled.kind if template and filled.kind in KINDS else MomentKind.REPORT.value
        return replace(filled, way=way, kind=kind).spoken(None, faq, self.by, unnamed=NAME)

    def _earlier(self) -> Prefill:
        template, _sep, faq = (self.form.applied.data or "").partition("|")
        return self._prefill(template_by_code(template) if template else None, published_faq(faq) if faq else None)

    def _remember(self) -> None:
        self.form.applied.data = f"{self.form.template.data or ''}|{self.form.faq.data or ''}"
