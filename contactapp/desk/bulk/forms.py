"""What may be asked of many tickets at once."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from contactapp.accounts.models import User
from contactapp.desk.bulk.acts import ACTS, Act, ChangeSubject, Follow, Link, Merge, RegisterMoment
from contactapp.desk.queries import colleagues
from contactapp.desk.subjects import subject_complaint
from contactapp.interactions.codes import KIND_LABELS, RESULT_LABELS, MomentKind, way_choices, way_of
from contactapp.interactions.models import ContactMomentValues, Result
from contactapp.interactions.queries import own_subjects_allowed, ticket_by_number
from contactapp.knowledge.models import Faq
from contactapp.knowledge.queries import published_faq
from contactapp.web.forms import Form

# A complaint asks for a task to the complaints team (R25), so it is registered one by one.
KINDS = [kind for kind in MomentKind if kind is not MomentKind.COMPLAINT]


class BulkForm(Form):
    """What to do, and what that needs to know; only the fields of the chosen act count."""

    act = StringField(_l("Wat wil je doen?"))
    colleague = SelectField(_l("Wie gaat volgen?"), coerce=str, validate_choice=False)
    faq = StringField(_l("Onderwerp (FAQ)"))
    faq_q = StringField()
    subject = StringField(
        _l("Of een eigen onderwerp"), [Length(max=300, message=_l("Houd het onderwerp onder 300 tekens."))]
    )
    reason = StringField(_l("Reden"))
    link_to = StringField(_l("Nummer van het hoofdticket"))
    merge_into = StringField(_l("Nummer van het hoofdticket"))
    way = SelectField(_l("Kanaal"), validate_choice=False)
    kind = SelectField(_l("Soort"), validate_choice=False)
    result = SelectField(_l("Resultaat"), validate_choice=False)
    note = TextAreaField(_l("Notitie"))
    portal = BooleanField(_l("Toon in klantportaal"))

    def __init__(self, user: User, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.user = user
        self.colleague.choices = [(str(user.id), _("Ik"))] + [
            (str(one.id), one.name) for one in colleagues() if one.active and one.id != user.id
        ]
        self.way.choices = way_choices()
        self.kind.choices = [(kind.value, KIND_LABELS[kind]) for kind in KINDS]
        self.result.choices = [(result.value, text) for result, text in RESULT_LABELS.items()]

    def chosen(self) -> Act | None:
        """The act that was asked for, or none, with an error at each field that is wrong."""
        self.validate()
        kind = ACTS.get(self.act.data or "")
        if kind is None or not self.user.can(kind.permission):
            self._complain("act", _("Kies wat je wilt doen."))
            return None
        made = self._make(kind)
        return None if any(self[name].errors for name in FIELDS[kind.code]) else made

    def _make(self, kind: type[Act]) -> Act | None:
        if kind is Follow:
            return self._follow()
        if kind is ChangeSubject:
            return self._subject()
        if kind is RegisterMoment:
            return self._moment()
        return self._with_main(Merge, "merge_into") if kind is Merge else self._with_main(Link, "link_to")

    def _complain(self, name: str, message: str | LazyString) -> None:
        self[name].errors = [*self[name].errors, message]

    def _follow(self) -> Act | None:
        colleague = next((one for one in colleagues() if one.active and str(one.id) == self.colleague.data), None)
        if colleague is None:
            self._complain("colleague", _("Kies een collega."))
            return None
        return Follow(colleague)

    def _subject(self) -> Act | None:
        faq = self.chosen_faq
        words = faq.title if faq else self.subject.data or ""
        complaint = subject_complaint(self.subject.data, faq, allowed=own_subjects_allowed())
        if complaint:
            self._complain(*complaint)
        if not self.reason.data:
            self._complain("reason", _("Vul een reden in."))
        return ChangeSubject(words, faq, self.reason.data or "")

    def _with_main(self, act: type[Link | Merge], name: str) -> Act | None:
        typed = self[name].data
        main = ticket_by_number(typed) if typed else None
        if main is not None:
            return act(main)
        unknown = _("Er is geen ticket met nummer %(number)s.", number=typed)
        self._complain(name, unknown if typed else _("Vul het nummer van het ticket in."))
        return None

    def _moment(self) -> Act | None:
        for name, message in _ASKED.items():
            if self[name].data not in {code for code, _text in self[name].choices}:
                self._complain(name, message)
        if not self.note.data:
            self._complain("note", _("Vul een notitie in."))
        if any(self[name].errors for name in FIELDS["moment"]):
            return None
        channel, direction = way_of(self.way.data)
        values = ContactMomentValues(
            note=self.note.data or "",
            channel=channel,
            direction=direction,
            kind=MomentKind(self.kind.data),
            result=Result(self.result.data),
            in_portal=bool(self.portal.data),
            reason=_("bij meer tickets tegelijk vastgelegd"),
        )
        return RegisterMoment(values)

    @property
    def chosen_faq(self) -> Faq | None:
        return published_faq(self.faq.data) if self.faq.data else None

    @property
    def shows_own_subject(self) -> bool:
        """Whether the field is there: what was typed in it never goes."""
        return bool(self.subject.data) or own_subjects_allowed()

    @property
    def answers(self) -> Mapping[str, str]:
        """The fields of the chosen act as they were sent, to send them again after the preview."""
        names = ("act", *FIELDS.get(self.act.data or "", ()))
        return {name: request.form[name] for name in names if name in request.form}


_ASKED = {"way": _l("Kies een kanaal."), "kind": _l("Kies een soort."), "result": _l("Kies een resultaat.")}
FIELDS = {
    "follow": ("colleague",),
    "subject": ("faq", "subject", "reason"),
    "link": ("link_to",),
    "merge": ("merge_into",),
    "moment": ("way", "kind", "result", "note", "portal"),
}
