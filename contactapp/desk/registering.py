"""A new question: the whole registration form, from an address, a draft or a post."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from contactapp.accounts.models import User
from contactapp.contacts.models import Contact, Unit
from contactapp.contacts.searching import PARTIES, Search
from contactapp.desk.channels import usual_way
from contactapp.desk.complaints import check_complaint
from contactapp.desk.entry import MomentEntry, party_for, party_of
from contactapp.desk.forms import RegistrationForm
from contactapp.desk.prefill import Prefill
from contactapp.desk.queries import unit_by_number
from contactapp.desk.ready_texts import insert_chosen
from contactapp.desk.registration import Registration
from contactapp.desk.starting import calling_number, kept, restored, tenant_of, values_of
from contactapp.desk.subjects import subject_complaint, takes_own_subject
from contactapp.desk.templating import choices_of
from contactapp.interactions.codes import Direction, MomentKind, Result
from contactapp.interactions.models import Conversation, InteractionTemplate, Ticket
from contactapp.interactions.queries import (
    open_tickets_on,
    template_by_code,
    templates_and_policy,
    ticket_by_number,
)
from contactapp.interactions.scenario_offers import ScenarioOffer, scenario_for
from contactapp.knowledge.models import Faq
from contactapp.knowledge.queries import published_faq
from contactapp.knowledge.results import suggested

DOCK = "dock"
DRAFTED = (
    "template", "applied", "contact", "unit", "linked", "anonymous", "kind", "way", "person", "on_behalf_by", "result",
    "faq", "subject", "note", "portal", "occurred_at",
    "task", "team", "task_type", "call_number", "deadline", "deadline_day", "urgent", "description",
)  # fmt: skip


class Entry(MomentEntry):
    """The registration form of a new ticket."""

    form: RegistrationForm

    @classmethod
    def opened(cls, args: MultiDict[str, str], by: User, *, contact: Contact | None = None, place: str = "") -> "Entry":
        """An empty form, filled in as far as the address, the draft and the defaults go."""
        entry = cls(RegistrationForm(formdata=None, data=values_of(args) | {"place": place}), by)
        if contact is not None:
            entry.form.contact.data, entry.contact = contact.number, party_for(contact)
            if entry.contact is not contact:
                entry.form.person.data = contact.number
        elif entry.unit is not None and not entry.form.contact.data:
            entry.form.contact.data = tenant_of(entry.unit)
        entry.fill_in()
        return entry

    @classmethod
    def drafted(
        cls, conversation: Conversation, by: User, *, contact: Contact | None = None, place: str = ""
    ) -> "Entry":
        """The form as it was left in a conversation; ``contact`` is the customer when the page has loaded them."""
        number = conversation.contact.number if conversation.contact else ""
        entry = cls._of_draft(conversation, by, {"contact": number} | restored(conversation.draft) | {"place": place})
        form = entry.form
        if contact is not None and form.contact.data == contact.number and not form.anonymous.data:
            entry.contact = party_for(contact)
        if not conversation.draft.get("applied"):
            entry.fill_in(kept=conversation.draft)
        entry.offer_choices()
        return entry

    @classmethod
    def continued(cls, conversation: Conversation, by: User, *, asked: Mapping[str, Any]) -> "Entry":
        """The same on a page of its own, with what the address asks for: another subject, a customer who was found."""
        number = conversation.contact.number if conversation.contact else ""
        wanted = {name: value for name, value in asked.items() if value}
        entry = cls._of_draft(conversation, by, {"contact": number} | restored(conversation.draft) | wanted)
        if conversation.draft.get("applied"):
            entry.refresh()
        else:
            entry.fill_in(kept=conversation.draft)
        return entry

    @classmethod
    def _of_draft(cls, conversation: Conversation, by: User, values: Mapping[str, Any]) -> "Entry":
        data = {**values, "conversation": str(conversation.id), "draft_version": conversation.draft_version}
        entry = cls(RegistrationForm(formdata=None, data=data), by)
        entry.conversation = conversation
        return entry

    @classmethod
    def posted(cls, by: User) -> "Entry":
        """The form as it was sent."""
        return cls(RegistrationForm(), by)

    @cached_property
    def contact(self) -> Contact | None:  # type: ignore[override]
        return None if self.form.anonymous.data else party_of(self.form.contact.data)

    @cached_property
    def faq(self) -> Faq | None:
        return published_faq(self.form.faq.data) if self.form.faq.data else None

    @cached_property
    def unit(self) -> Unit | None:
        """The home it is about, when it started there."""
        return unit_by_number(self.form.unit.data) if self.form.unit.data else None

    @cached_property
    def template(self) -> InteractionTemplate | None:
        """What was chosen, as long as it may be."""
        if not self.form.template.data:
            return None
        return next((one for one, _favourite in self.templates if one.code == self.form.template.data), None)

    @cached_property
    def templates(self) -> Sequence[tuple[InteractionTemplate, bool]]:
        return self._offered[0]

    @cached_property
    def _offered(self) -> tuple[Sequence[tuple[InteractionTemplate, bool]], bool]:
        return templates_and_policy(self.by.id)

    @property
    def takes_own_subject(self) -> bool:
        """Whether words of one's own may be the subject."""
        return takes_own_subject(self.template, self.form.subject.data, allowed=self._offered[1])

    @property
    def term_working_days(self) -> int | None:  # type: ignore[override]
        # The subject knows best, as with its team; a template serves many subjects.
        presets = (chosen.term_working_days for chosen in (self.faq, self.template) if chosen is not None)
        return next((term for term in presets if term is not None), None)

    @property
    def subject(self) -> str:
        """The title of the FAQ as it is now (R65), or what was typed."""
        return self.faq.title if self.faq else (self.form.subject.data or "")

    @cached_property
    def open_tickets(self) -> Sequence[Ticket]:
        """Open tickets of this customer on this subject (R31)."""
        if self.contact is None or not self.subject:
            return []
        return open_tickets_on(self.contact.id, faq_id=self.faq.id if self.faq else None, subject=self.subject)

    @property
    def scenario(self) -> ScenarioOffer | None:
        """What takes this question off one's hands (R30)."""
        return scenario_for(self.faq, self.contact) if self.faq else None

    @property
    def asks_person(self) -> bool:
        return not self.form.anonymous.data

    @property
    def in_dock(self) -> bool:
        return bool(self.form.place.data == DOCK)

    @property
    def moves_on(self) -> bool:  # type: ignore[override]
        return not self.in_dock

    @property
    def calling_number(self) -> str:
        return super().calling_number or calling_number(self.form.phone.data)

    @cached_property
    def found_contacts(self) -> list[Contact]:
        """What the search of the customer field found, for whoever has no script."""
        typed = self.form.contact_q.data
        return [hit.contact for hit in Search(typed, kinds=PARTIES, size=8).hits()] if typed else []

    @cached_property
    def found_faqs(self) -> list[dict[str, str]]:
        """What the search of the subject field found, for whoever has no script."""
        typed = self.form.faq_q.data
        return suggested(typed, self.by) if typed and self.faq is None else []

    def fill_in(self, kept: Mapping[str, Any] | None = None) -> None:
        """Put the defaults in a fresh form; ``kept`` wins, as does a task that was asked for."""
        asked = bool(self.form.task.data)
        for name, value in self._prefill(self.template, self.faq).__dict__.items():
            self.form[name].data = (kept or {}).get(name) or value
        self.form.task.data = asked or self.form.task.data
        if asked and self.form.result.data != Result.CALL_BACK:
            self.form.result.data = Result.FORWARDED
        self._settle_choices()

    def take_for_repair(self) -> None:
        """It is no complaint after all (R25): what made it one goes, and the task is not for the complaints team."""
        complaints = {one.code for one, _own in self.templates if one.kind is MomentKind.COMPLAINT}
        if self.form.template.data in complaints:
            self.form.template.data = ""
        self.form.kind.data = MomentKind.REQUEST.value
        if self.team and self.team.handles_complaints:
            self.form.team.data = ""

    def refresh(self) -> set[str]:
        """After another template, subject or customer was chosen: fill what nobody touched, and say what."""
        typed = {name: self.form[name].data for name in Prefill.__dataclass_fields__}
        typed = {name: value if isinstance(value, bool) else (value or "") for name, value in typed.items()}
        earlier = self._applied_prefill()
        changed = self._prefill(self.template, self.faq).after(earlier, typed)
        if typed["task_type"] != earlier.task_type and typed["team"] == earlier.team and self.task_type:
            changed["team"] = self.task_type.team.code if self.task_type.team else earlier.team
        for name, value in changed.items():
            self.form[name].data = value
        if insert_chosen(self.form):
            changed["note"] = self.form.note.data
        self._settle_choices()
        return set(changed)

    def _prefill(self, template: InteractionTemplate | None, faq: Faq | None) -> Prefill:
        filled = Prefill.of(template, faq, way=self._usual_way)
        return filled.spoken(self.contact, faq, self.by).sorted_as(self.task_types)

    @property
    def _applied(self) -> list[str]:
        """The template and subject whose defaults stand in the form, and the channel it started from."""
        return f"{self.form.applied.data or ''}||".split("|")[:3]

    @cached_property
    def _usual_way(self) -> str:
        """It stays what it was when the form opened."""
        return self._applied[2] or usual_way(Direction.INCOMING)

    def _applied_prefill(self) -> Prefill:
        template, faq, _way = self._applied
        return self._prefill(template_by_code(template) if template else None, published_faq(faq) if faq else None)

    def _settle_choices(self) -> None:
        form = self.form
        form.applied.data = f"{form.template.data or ''}|{form.faq.data or ''}|{self._usual_way}"
        if self.is_complaint:
            form.task.data = True
            if self.complaints_team and not (self.team and self.team.handles_complaints):
                form.team.data = self.complaints_team.code
        if form.result.data == Result.CALL_BACK:
            self.promise_call()
        if not form.team.data and self.task_type and self.task_type.team:
            form.team.data = self.task_type.team.code
        self.offer_choices()

    def offer_choices(self) -> None:
        super().offer_choices()
        self.form.template.choices = {"": [("", _("Geen sjabloon"))]} | choices_of(self.templates)
        self.form.seen.data = " ".join(ticket.number for ticket in self.open_tickets)

    def is_valid(self) -> bool:
        """Whether it can be stored; if not, every field says what is wrong."""
        seen = set((self.form.seen.data or "").split())
        self.form.validate()
        self._check_parties()
        self.check_moment()
        check_complaint(self)
        unseen = [ticket for ticket in self.open_tickets if ticket.number not in seen]
        if unseen and not self.form.errors:
            self.form.complain("faq", _("Over dit onderwerp staat al een ticket open. Hoort het daarbij?"))
        if any(field.errors for field in self.form):
            self.offer_choices()  # to be shown again
            return False
        return True

    def _check_parties(self) -> None:
        if self.contact is None and not self.form.anonymous.data:
            self.form.complain("contact", _("Kies een klant, of kies Anonieme melding."))
        complaint = subject_complaint(self.form.subject.data, self.faq, allowed=self.takes_own_subject)
        if complaint:
            self.form.complain(*complaint)

    def registration(self) -> Registration:
        """What the form asks to store. Only for a valid form."""
        return Registration(
            moment=self.moment_values(template=self.template, duration_seconds=self.duration_seconds()),
            subject=self.subject,
            contact=self.contact,
            faq=self.faq,
            unit=self.unit,
            linked=ticket_by_number(self.form.linked.data) if self.form.linked.data else None,
            task=self.task_wish(),
            files=self.files,
        )

    def draft(self) -> dict[str, Any]:
        """What a conversation keeps of the form."""
        return kept({name: self.form[name].data for name in DRAFTED}) | {"about": self.subject}
