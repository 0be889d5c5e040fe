"""One more contact moment or task on a ticket (R28, R29)."""

from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from contactapp.accounts.models import User
from contactapp.contacts.models import Contact
from contactapp.desk.channels import usual_way
from contactapp.desk.complaints import check_complaint
from contactapp.desk.entry import MomentEntry
from contactapp.desk.forms import FollowUpForm
from contactapp.desk.ready_texts import insert_chosen
from contactapp.desk.registration import Registration
from contactapp.desk.starting import kept, restored
from contactapp.interactions.codes import Direction, MomentKind, Result, way_code
from contactapp.interactions.models import Conversation, Ticket
from contactapp.tasks.queries import of_ticket

FEEDBACK = {"kind": MomentKind.FEEDBACK.value, "result": Result.ANSWERED.value}
DRAFTED = (
    "reason", "way", "kind", "person", "on_behalf_by", "result", "note", "portal", "occurred_at",
    "task", "team", "task_type", "call_number", "deadline", "deadline_day", "urgent", "description",
)  # fmt: skip


class FollowUp(MomentEntry):
    """The form for a follow-up. With an open task it asks why it is no message to that task."""

    form: FollowUpForm

    def __init__(self, ticket: Ticket, form: FollowUpForm, by: User) -> None:
        super().__init__(form, by)
        self.ticket = ticket
        self.contact = ticket.contact

    @classmethod
    def opened(cls, ticket: Ticket, args: MultiDict[str, str], by: User) -> "FollowUp":
        """An empty form; ``?kind=feedback`` starts as the answer that was promised (R44)."""
        is_answer = args.get("kind") == MomentKind.FEEDBACK
        asked = _who_asked(ticket) if is_answer else None
        way = usual_way(Direction.OUTGOING, asked, ticket.contact) if is_answer else _first_way(ticket)
        portal = bool(ticket.contact_moments and ticket.contact_moments[0].in_portal)
        data: dict[str, Any] = {
            "portal": portal,
            "way": way,
            "person": asked and asked.number,
            **(FEEDBACK if is_answer else {}),
        }
        entry = cls(ticket, FollowUpForm(formdata=None, data=data | {"task": args.get("task") == "1"}), by)
        entry.offer_choices()
        return entry

    @classmethod
    def drafted(cls, ticket: Ticket, conversation: Conversation, by: User) -> "FollowUp":
        """The form as it was left."""
        data = restored(conversation.draft) | {
            "conversation": str(conversation.id),
            "draft_version": conversation.draft_version,
        }
        entry = cls(ticket, FollowUpForm(formdata=None, data=data), by)
        entry.conversation = conversation
        entry.offer_choices()
        return entry

    @classmethod
    def posted(cls, ticket: Ticket, by: User) -> "FollowUp":
        """The form as it was sent."""
        return cls(ticket, FollowUpForm(), by)

    @property
    def asks_reason(self) -> bool:
        """With an open task a message comes first; the answer that closes the work is no exception to explain."""
        return self.ticket.is_open and self.form.kind.data != MomentKind.FEEDBACK

    def draft(self) -> dict[str, Any]:
        """What a conversation keeps of the form."""
        return kept({name: self.form[name].data for name in DRAFTED})

    def refresh(self) -> None:
        """Put in the ready sentence that was chosen."""
        insert_chosen(self.form)
        self.offer_choices()

    def is_valid(self) -> bool:
        """Whether it can be stored; if not, every field says what is wrong."""
        self.form.validate()
        self.check_moment()
        if self.is_complaint and not self._is_handled():
            check_complaint(self)
        if self.asks_reason and not self.form.reason.data:
            self.form.complain("reason", _("Vul in waarom dit geen bericht bij de open taak is."))
        if any(field.errors for field in self.form):
            self.offer_choices()  # to be shown again
            return False
        return True

    def _is_handled(self) -> bool:
        """Whether the complaints team has work on this ticket already; once more is no new complaint."""
        return any(task.is_complaint and not task.is_closed for task in of_ticket(self.ticket.id))

    def registration(self, talk: Conversation | None = None) -> Registration:
        """What the form asks to store; ``talk`` is the conversation with this customer. Only for a valid form."""
        self.conversation = talk or self.conversation
        reason = self.form.reason.data or "" if self.asks_reason else ""
        moment = self.moment_values(reason=reason, duration_seconds=self.duration_seconds())
        return Registration(moment=moment, ticket=self.ticket, task=self.task_wish(), files=self.files)


def _who_asked(ticket: Ticket) -> Contact | None:
    """Who waits for the answer: whoever spoke last, while they belong to the household."""
    spoke = ticket.contact_moments[-1].person if ticket.contact_moments else None
    roles = ticket.contact.current_people if ticket.contact else []
    return spoke if any(role.person is spoke for role in roles) else None


def _first_way(ticket: Ticket) -> str:
    """As they came to us last; that we went to them since says nothing of how they ask again."""
    came = [one for one in ticket.contact_moments if one.direction is Direction.INCOMING]
    return way_code(came[-1].channel, came[-1].direction) if came else usual_way(Direction.INCOMING)
