"""Keeping the interaction templates: what the form of an administrator says becomes a template."""

import re
import unicodedata
from typing import Any

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.desk.forms import TemplateForm
from contactapp.desk.queries import teams
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.codes import MomentKind, Result, way_of
from contactapp.interactions.models import InteractionTemplate
from contactapp.interactions.queries import template_by_code
from contactapp.tasks.queries import task_types


def form_for(template: InteractionTemplate | None) -> TemplateForm:
    """The form as a template fills it, or an empty one."""
    return with_choices(TemplateForm(formdata=None, data=_values(template) if template else {}))


def posted_form() -> TemplateForm:
    """The form as it was sent."""
    return with_choices(TemplateForm())


def with_choices(form: TemplateForm) -> TemplateForm:
    """Add the lists that administrators keep elsewhere."""
    form.team.choices = [("", _("Geen team")), *((team.code, team.name) for team in teams())]
    form.task_type.choices = [("", _("Geen taaktype")), *((kind.code, kind.name) for kind in task_types())]
    return form


def is_valid(form: TemplateForm) -> bool:
    """Whether it can be kept; if not, the fields say why."""
    form.validate()
    for name, missing, words in (
        ("name", not form.name.data, _("Geef het sjabloon een naam.")),
        ("team", form.task.data and not form.team.data, _("Kies een team voor de taak.")),
        ("active_until", _ends_before_it_starts(form), _("De laatste dag ligt voor de eerste.")),
    ):
        if missing:
            form[name].errors = [*form[name].errors, words]
    return not any(field.errors for field in form)


def keep(template: InteractionTemplate | None, form: TemplateForm, *, by: User) -> InteractionTemplate:
    """Store the template as typed; a new one gets a code from its name."""
    template = template or InteractionTemplate(code=_free_code(form.name.data or ""))
    team = next((team for team in teams() if team.code == form.team.data), None)
    template.name, template.group_name = form.name.data or "", form.group_name.data or ""
    template.position, template.subject = form.position.data or 0, form.subject.data or ""
    template.channel, template.direction = way_of(form.way.data)
    template.kind, template.result = MomentKind(form.kind.data), Result(form.result.data)
    template.note, template.in_portal = form.note.data or "", bool(form.portal.data)
    template.with_task, template.team = bool(form.task.data), team
    template.task_type_code, template.task_description = form.task_type.data or "", form.description.data or ""
    template.term_working_days = form.term_working_days.data
    template.active_from, template.active_until = form.active_from.data, form.active_until.data
    db.session.add(template)
    record(template, Verb.TEMPLATE_SAVED, by=by, name=template.name)
    return template


def _values(template: InteractionTemplate) -> dict[str, Any]:
    same = ("name", "group_name", "position", "way", "subject", "note", "term_working_days", "active_from")
    return {name: getattr(template, name) for name in (*same, "active_until")} | {
        "kind": template.kind.value,
        "result": template.result.value,
        "portal": template.in_portal,
        "task": template.with_task,
        "team": template.team.code if template.team else "",
        "task_type": template.task_type_code,
        "description": template.task_description,
    }


def _ends_before_it_starts(form: TemplateForm) -> bool:
    first, last = form.active_from.data, form.active_until.data
    return bool(first and last and last < first)


def _free_code(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:34] or "sjabloon"
    code, serial = stem, 2
    while template_by_code(code) is not None:
        code, serial = f"{stem}-{serial}", serial + 1
    return code
