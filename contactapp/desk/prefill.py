"""What the registration form starts from, and what choosing a template or subject fills in (R22).

A field counts as typed by the agent once it differs from what was filled in before; such a field is never touched.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.clock import local_today
from contactapp.contacts.models import Contact
from contactapp.interactions.codes import Channel, Direction, MomentKind, Result, way_code
from contactapp.interactions.models import InteractionTemplate
from contactapp.interactions.queries import template_by_code
from contactapp.knowledge.models import Faq
from contactapp.tasks.models import TaskType
from contactapp.web.formats import day_plain


@dataclass(frozen=True)
class Prefill:
    """The fields a template or subject can fill, as the form holds them."""

    way: str = way_code(Channel.PHONE, Direction.INCOMING)
    kind: str = MomentKind.QUESTION
    result: str = Result.ANSWERED
    subject: str = ""
    note: str = ""
    portal: bool = False
    task: bool = False
    team: str = ""
    task_type: str = ""
    description: str = ""

    @classmethod
    def of(cls, template: InteractionTemplate | None, faq: Faq | None, *, way: str = "") -> "Prefill":
        """The defaults of a template and a subject together; a subject without template brings its own.

        Args:
            template: what was chosen.
            faq: what it is about.
            way: channel and direction as long as no template says so.
        """
        usual = template_by_code(faq.template_code) if faq and faq.template_code and not template else None
        template = template or (usual if usual and usual.is_active_on(local_today()) else None)
        filled = cls._of_template(template) if template else cls(way=way or cls.way)
        if faq is None:
            return filled
        team = faq.team.code if faq.team else filled.team
        return replace(
            filled,
            subject="",
            portal=filled.portal or faq.in_portal,
            team=team,
            task_type=faq.task_type_code or filled.task_type,
        )

    @classmethod
    def _of_template(cls, template: InteractionTemplate) -> "Prefill":
        return cls(
            way=template.way,
            kind=template.kind,
            result=template.result,
            subject=template.subject,
            note=template.note,
            portal=template.in_portal,
            task=template.with_task,
            team=template.team.code if template.team else "",
            task_type=template.task_type_code,
            description=template.task_description,
        )

    def spoken(self, contact: Contact | None, faq: Faq | None, by: User, *, unnamed: str = "") -> "Prefill":
        """The same with the placeholders of the texts filled in; ``unnamed`` is the customer nobody chose yet."""
        words = {
            "{klant}": contact.name if contact else unnamed or _("de klant"),
            "{medewerker}": by.name,
            "{datum}": day_plain(local_today()),
            "{onderwerp}": faq.title if faq else _("het onderwerp"),
        }
        return replace(self, note=_fill_in(self.note, words), description=_fill_in(self.description, words))

    def sorted_as(self, types: Sequence[TaskType]) -> "Prefill":
        """The same with the usual type of task and the team that handles it, so that ticking the task asks no more."""
        code = self.task_type or (types[0].code if types else "")
        team = next((one.team for one in types if one.code == code), None)
        return replace(self, task_type=code, team=self.team or (team.code if team else ""))

    def after(self, earlier: "Prefill", typed: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that change when this takes the place of ``earlier``: those nobody touched."""
        before, now = asdict(earlier), asdict(self)
        return {
            name: value
            for name, value in now.items()
            # An empty text was not typed; a box without a tick may have been unticked.
            if value != typed[name] and typed[name] in (before[name], "")
        }


def _fill_in(text: str, words: Mapping[str, str]) -> str:
    """Plain substitution from a fixed list, once; anything else in braces stays as it is."""
    return re.sub(r"\{\w+\}", lambda found: words.get(found.group(), found.group()), text)


PLACEHOLDERS = ("{klant}", "{medewerker}", "{datum}", "{onderwerp}")
