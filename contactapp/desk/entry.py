"""The registration form at work: what is typed so far, what it refers to, and what can be chosen."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from wtforms import SelectField

from contactapp.accounts.models import Team, User
from contactapp.clock import AMSTERDAM, local_today, utcnow
from contactapp.contacts.models import Contact, ContactKind
from contactapp.contacts.phones import show_phone
from contactapp.contacts.queries import find_by_customer_number, find_by_number
from contactapp.contacts.reaching import objections
from contactapp.contacts.wording import ROLES
from contactapp.desk.forms import OTHER_DAY, OTHER_PERSON, MomentForm
from contactapp.desk.ready_texts import offered_in
from contactapp.desk.registration import TaskWish
from contactapp.desk.starting import calling_number, phone_of
from contactapp.desk.waiting_files import WaitingFile, fetched, set_aside
from contactapp.desk.warnings import warnings_in
from contactapp.interactions.codes import Channel, Direction, MomentKind, Result, way_code, way_of
from contactapp.interactions.models import ContactMomentValues, Conversation
from contactapp.interactions.queries import conversation_of
from contactapp.interactions.uploads import Upload, uploads
from contactapp.tasks.models import TaskType, TermUnit
from contactapp.tasks.queries import active_teams, task_types
from contactapp.tasks.terms import closing_on, deadline_after, deadline_for
from contactapp.tasks.urgency import urgency_of
from contactapp.web.identifiers import row_id

TERM, TODAY, NEXT_DAY = "", "0", "1"


class MomentEntry:
    """What a new ticket and a follow-up have in common: who spoke, how, and what a colleague must do."""

    def __init__(self, form: MomentForm, by: User) -> None:
        self.form = form
        self.by = by

    contact: Contact | None = None
    term_working_days: int | None = None
    moves_on = False  # whether a draft of it is found again at another address than the one it was typed at

    @cached_property
    def conversation(self) -> Conversation | None:
        """The running conversation this belongs to."""
        wanted = row_id(self.form.conversation.data)
        found = conversation_of(self.by.id, wanted) if wanted else None
        return found if found and found.is_running else None

    @cached_property
    def people(self) -> list[Contact]:
        """Who can have spoken: the household's own people."""
        if self.contact is None:
            return []
        return list({role.person.id: role.person for role in self.contact.current_people}.values())

    @property
    def person(self) -> Contact | None:
        """Who spoke, when it is somebody of the household (R21); "de klant zelf" is whom it is named after."""
        if self.form.person.data == "" and self.people:
            return self.people[0]
        return next((one for one in self.people if one.number == self.form.person.data), None)

    @property
    def asks_person(self) -> bool:
        """Whether there is a customer for whom somebody spoke, or may still be one."""
        return self.contact is not None

    @cached_property
    def teams(self) -> Sequence[Team]:
        return active_teams()

    @property
    def team(self) -> Team | None:
        return next((team for team in self.teams if team.code == self.form.team.data), None)

    @cached_property
    def task_types(self) -> Sequence[TaskType]:
        return task_types()

    @property
    def task_type(self) -> TaskType | None:
        return next((kind for kind in self.task_types if kind.code == self.form.task_type.data), None)

    @property
    def is_complaint(self) -> bool:
        return bool(self.form.kind.data == MomentKind.COMPLAINT)

    @cached_property
    def complaints_team(self) -> Team | None:
        return next((team for team in self.teams if team.handles_complaints), None)

    @cached_property
    def files(self) -> Sequence[Upload]:
        """What must be kept with the contact moment: sent now, or with a form that was refused."""
        return [*fetched(self.form.kept_files.data or (), by=self.by), *uploads(self.form.files.data or ())]

    @cached_property
    def waiting_files(self) -> Sequence[WaitingFile]:
        """The same for a form that is shown again; a browser sends a file once."""
        return set_aside(self.files, by=self.by) if self.files else ()

    @property
    def warnings(self) -> list[str]:
        """What to think twice about: whom we reach out to, and the note, which goes into exports."""
        return [*self._objections(), *warnings_in(self.form.note.data or "")]

    def _objections(self) -> list[str]:
        """Who would rather not be reached in the chosen way."""
        way, ours = self.form.way.data, Direction.OUTGOING
        reached = [one for one in (self.contact, self.person) if one]
        calling = way == way_code(Channel.PHONE, ours) or (self.form.task.data and self.calls_back)
        return objections(reached, calling=calling, mailing=way == way_code(Channel.EMAIL, ours))

    @property
    def calls_back(self) -> bool:
        """Whether the task, when it is asked for, is a promise to call (R49)."""
        return self.task_type is not None and self.task_type.is_callback

    @property
    def calling_number(self) -> str:
        """The number of who is on the line, as far as the telephone told."""
        return self.conversation.phone_number if self.conversation else ""

    def number_to_call(self) -> str:
        """Where to call back unless somebody types another number: who is on the line, who spoke, the household."""
        return self.calling_number or phone_of(self.person) or phone_of(self.contact)

    def offer_choices(self) -> None:
        """Fill the lists that depend on the customer and the association."""
        form = self.form
        if self.calls_back and not form.call_number.data:
            form.call_number.data = show_phone(self.number_to_call())
        form.person.choices = self._person_choices()
        form.team.choices = [("", _("Kies een team")), *((team.code, team.name) for team in self.teams)]
        form.task_type.choices = [("", _("Kies een taaktype")), *((kind.code, kind.name) for kind in self.task_types)]
        form.deadline.choices = self._deadline_choices()
        if form.deadline.data is None:
            form.deadline.data = TERM

    def _person_choices(self) -> list[tuple[str, str]]:
        if self.contact is None:
            return [("", _("De klant zelf")), (OTHER_PERSON, _("Iemand anders, namens"))] if self.asks_person else []
        roles = {role.person_id: str(ROLES[role.kind]) for role in self.contact.current_people}
        named = [(one.number, f"{one.name} ({roles[one.id]})") for one in self.people]
        return [*named, *([] if named else [("", self.contact.name)]), (OTHER_PERSON, _("Iemand anders, namens"))]

    def _deadline_choices(self) -> list[tuple[str, str]]:
        now = utcnow()
        picks = [(code, closing_time(int(code))) for code in (TODAY, NEXT_DAY)]
        term = self._term_ends(now)
        shown = [(TERM, term), *((code, moment) for code, moment in picks if moment != term and moment > now)]
        shown.sort(key=lambda pick: (pick[0] != TERM, pick[1]))
        # Before a weekend two of them can fall on the same day: one choice for each day one can read.
        named = {urgency_of(moment, now).words: code for code, moment in reversed(shown)}
        return [*((code, words) for words, code in reversed(named.items())), (OTHER_DAY, _("Andere datum"))]

    def _term_ends(self, now: datetime) -> datetime:
        kind = self.task_type or next(iter(self.task_types), None)
        if self.term_working_days is not None and kind is not None:
            return deadline_after(now, self.term_working_days, TermUnit.WORKING_DAYS)
        return deadline_for(kind, now) if kind else closing_time(5)

    def chosen_deadline(self) -> datetime | None:
        """The deadline that was picked; None when it follows from type or template."""
        choice, day = self.form.deadline.data, self.form.deadline_day.data
        if choice == OTHER_DAY and day:
            return closing_on(day)
        return closing_time(int(choice)) if choice in {TODAY, NEXT_DAY} else None

    def draft(self) -> dict[str, Any]:
        """What a conversation keeps of the form."""
        raise NotImplementedError

    def check_moment(self) -> None:
        """What every contact moment needs, each complaint at its field (A11)."""
        form = self.form
        if not form.way.data:
            form.complain("way", _("Kies een kanaal."))
        if not form.note.data:
            form.complain("note", _("Vul een notitie in."))
        if form.person.data == OTHER_PERSON and not form.on_behalf_by.data:
            form.complain("on_behalf_by", _("Vul in wie namens de klant sprak."))
        if form.occurred_at.data and self.occurred_at() > utcnow() + timedelta(minutes=5):
            form.complain("occurred_at", _("Dit tijdstip ligt in de toekomst. Kies een moment dat al geweest is."))
        for complaint in {file.complaint for file in self.files} - {""}:
            form.complain("files", complaint)
        if form.result.data == Result.CALL_BACK and self.promise_call():
            form.complain("task", _("Terugbellen beloof je met een terugbelverzoek. Kijk het na en leg dan vast."))
        elif form.task.data:
            self._check_task()

    def promise_call(self) -> bool:
        """Ask for the task that keeps a promise to call back (R49); tells whether it was not asked for yet."""
        form, callback = self.form, next((kind for kind in self.task_types if kind.is_callback), None)
        if callback is None or (form.task.data and self.calls_back):
            return False
        form.task.data, form.task_type.data = True, callback.code
        if callback.team and not (self.team and form.kind.data == MomentKind.COMPLAINT):
            form.team.data = callback.team.code
        elif not form.team.data:
            # Who promises is the first to think of; another team is one choice away.
            form.team.data = next((team.code for team in self.teams if self.by.is_member_of(team.id)), "")
        return True

    @property
    def offered_texts(self) -> SelectField:
        return offered_in(self.form)

    def _check_task(self) -> None:
        form = self.form
        if self.team is None:
            form.complain("team", _("Kies een team voor de taak."))
        if self.task_type is None:
            form.complain("task_type", _("Kies een taaktype."))
        if form.deadline.data == OTHER_DAY:
            self._check_deadline_day()
        if self.calls_back and form.call_number.data and not calling_number(form.call_number.data):
            form.complain("call_number", _("Vul een telefoonnummer in, bijvoorbeeld 06 12 34 56 78."))

    def _check_deadline_day(self) -> None:
        day = self.form.deadline_day.data
        if not day:
            self.form.complain("deadline_day", _("Kies een datum."))
        elif day < local_today():
            self.form.complain("deadline_day", _("Deze datum is al voorbij. Kies vandaag of later."))
        elif closing_on(day) < utcnow():
            self.form.complain("deadline_day", _("Vandaag zijn we al dicht. Kies een latere datum."))

    def occurred_at(self) -> datetime:
        """When it was: now, or the moment it was set back to."""
        typed: datetime | None = self.form.occurred_at.data
        return typed.replace(tzinfo=AMSTERDAM) if typed else utcnow()

    def moment_values(self, **more: Any) -> ContactMomentValues:
        """The contact moment as typed. Only for a valid form."""
        form = self.form
        channel, direction = way_of(form.way.data)
        return ContactMomentValues(
            note=form.note.data or "",
            channel=channel,
            direction=direction,
            kind=MomentKind(form.kind.data),
            result=Result(form.result.data),
            person=self.person,
            on_behalf_by=form.on_behalf_by.data or "" if form.person.data == OTHER_PERSON else "",
            in_portal=bool(form.portal.data),
            occurred_at=self.occurred_at(),
            conversation=self.conversation,
            **more,
        )

    def task_wish(self) -> TaskWish | None:
        """The task as typed; none when it was not asked for."""
        if not self.form.task.data or self.team is None or self.task_type is None:
            return None
        return TaskWish(
            type=self.task_type,
            team=self.team,
            description=self.form.description.data or "",
            deadline_at=self.chosen_deadline(),
            term_working_days=self.term_working_days,
            urgent=bool(self.form.urgent.data),
            is_complaint=self.is_complaint,
            phone_number=calling_number(self.form.call_number.data) or self.number_to_call(),
        )

    def duration_seconds(self) -> int | None:
        """How long the conversation lasted so far (R32)."""
        return int((utcnow() - self.conversation.started_at).total_seconds()) if self.conversation else None


def closing_time(days: int) -> datetime:
    """The end of the working day so many working days from now."""
    return deadline_after(utcnow(), days, TermUnit.WORKING_DAYS)


def party_of(number: str | None) -> Contact | None:
    """The household or organisation a number stands for; a person leads to the household they are in (R21)."""
    wanted = (number or "").strip()
    if not wanted:
        return None
    found = find_by_customer_number(wanted) if wanted.isdecimal() else find_by_number(wanted)
    return party_for(found) if found else None


def party_for(contact: Contact) -> Contact | None:
    """The same for a contact that was loaded with everything already."""
    if contact.kind is ContactKind.PERSON and contact.current_roles:
        return find_by_number(contact.current_roles[0].party.number)
    return contact
