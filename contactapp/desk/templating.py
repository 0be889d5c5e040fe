"""Keeping the interaction templates: what the form of an administrator says becomes a template."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import delete

from contactapp.accounts.models import User
from contactapp.db import add_once, db
from contactapp.desk.forms import TemplateForm
from contactapp.desk.prefill import Prefill
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.codes import KIND_LABELS, RESULT_LABELS, MomentKind, Result, way_label, way_of
from contactapp.interactions.models import InteractionTemplate
from contactapp.interactions.queries import template_by_code
from contactapp.interactions.templates import TemplateFavourite
from contactapp.tasks.queries import active_teams, task_types

BESIDE = {"new", "preview"}  # addresses next to those of the templates


def choices_of(templates: Iterable[tuple[InteractionTemplate, bool]]) -> dict[str, list[tuple[str, str]]]:
    """The templates as a list to choose from: favourites on top, then by group, each in their order."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for template, favourite in templates:
        name = str(_("Favorieten")) if favourite else template.group_name or str(_("Overig"))
        groups.setdefault(name, []).append((template.code, template.name))
    return groups


def grouped(templates: Iterable[InteractionTemplate]) -> dict[str, list[InteractionTemplate]]:
    """All templates by group; the group of the first template comes first."""
    groups: dict[str, list[InteractionTemplate]] = {}
    for template in templates:
        groups.setdefault(template.group_name or str(_("Overig")), []).append(template)
    return groups


@dataclass(frozen=True)
class Preview:
    """What a template makes of an empty form, with general words for whom and what it is about."""

    fills: Prefill
    lines: Sequence[tuple[str, str]]  # what it chooses, as label and words


def preview_of(template: InteractionTemplate, by: User) -> Preview:
    """What choosing this template does."""
    fills = Prefill.of(template, None).spoken(None, None, by)
    lines = [
        (_("Kanaal"), way_label(template.channel, template.direction)),
        (_("Soort"), KIND_LABELS[template.kind]),
        (_("Resultaat"), RESULT_LABELS[template.result]),
        (_("Onderwerp"), template.subject),
        (_("Eigen onderwerp"), "" if template.own_subject else _("mag niet")),
    ]
    return Preview(fills, [(str(label), str(words)) for label, words in lines + _task_lines(template) if words])


def _task_lines(template: InteractionTemplate) -> list[tuple[str, str]]:
    if not template.with_task:
        return []
    kind = next((one.name for one in task_types() if one.code == template.task_type_code), "")
    days = template.term_working_days
    term = ngettext("%(num)s werkdag", "%(num)s werkdagen", days) if days is not None else ""
    team = template.team.name if template.team else ""
    return [(_("Taak voor"), team), (_("Taaktype"), kind), (_("Termijn"), term)]


def form_for(template: InteractionTemplate | None) -> TemplateForm:
    """The form as a template fills it, or an empty one."""
    form = with_choices(TemplateForm(formdata=None, data=_values(template) if template else {}))
    return form.showing(template) if template else form


def posted_form() -> TemplateForm:
    """The form as it was sent."""
    return with_choices(TemplateForm())


def with_choices(form: TemplateForm) -> TemplateForm:
    """Add the lists that administrators keep elsewhere."""
    form.team.choices = [("", _("Geen team")), *((team.code, team.name) for team in active_teams())]
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
    """Store the template as typed; a new one gets a code from its name.

    Raises:
        ChangedMeanwhile: a colleague stored a change since the form was shown.
    """
    if template is not None:
        form.check_newest(template)
    template = filled(template or InteractionTemplate(code=_free_code(form.name.data or "")), form)
    db.session.add(template)
    record(template, Verb.TEMPLATE_SAVED, by=by, name=template.name)
    return template


def keep_at_hand(template: InteractionTemplate, user: User, *, keep: bool) -> None:
    """Make a template a favourite, or no longer. Twice is harmless."""
    if keep:
        add_once(TemplateFavourite(user_id=user.id, template_id=template.id))
    else:
        own = (TemplateFavourite.user_id == user.id, TemplateFavourite.template_id == template.id)
        db.session.execute(delete(TemplateFavourite).where(*own))


def filled(template: InteractionTemplate, form: TemplateForm) -> InteractionTemplate:
    """A template with what the form says, stored nowhere yet."""
    team = next((team for team in active_teams() if team.code == form.team.data), None)
    template.name, template.group_name = form.name.data or "", form.group_name.data or ""
    template.position, template.subject = form.position.data or 0, form.subject.data or ""
    template.own_subject = bool(form.own_subject.data)
    template.channel, template.direction = way_of(form.way.data)
    template.kind, template.result = MomentKind(form.kind.data), Result(form.result.data)
    template.note, template.in_portal = form.note.data or "", bool(form.portal.data)
    template.with_task, template.team = bool(form.task.data), team
    template.task_type_code, template.task_description = form.task_type.data or "", form.description.data or ""
    template.term_working_days = form.term_working_days.data
    template.active_from, template.active_until = form.active_from.data, form.active_until.data
    return template


def _values(template: InteractionTemplate) -> dict[str, Any]:
    same = ("name", "group_name", "position", "way", "subject", "own_subject", "note", "term_working_days")
    return {name: getattr(template, name) for name in (*same, "active_from", "active_until")} | {
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
    while code in BESIDE or template_by_code(code) is not None:
        code, serial = f"{stem}-{serial}", serial + 1
    return code
