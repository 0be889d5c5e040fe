"""Ready sentences in a form, for whoever has no script: chosen from a list, put behind what stands in the note."""

from flask_babel import gettext as _
from wtforms import SelectField

from contactapp.desk.forms import MomentForm
from contactapp.interactions.queries import standard_texts


def offered_in(form: MomentForm) -> SelectField:
    """The field to choose one in."""
    named = [(one.name, one.name) for one in standard_texts()]
    form.standard_text.choices = [("", _("Kies een tekst")), *named]
    return form.standard_text


def insert_chosen(form: MomentForm) -> bool:
    """Put in the one that was chosen; tells whether there was one."""
    wanted, form.standard_text.data = form.standard_text.data, ""
    chosen = next((one for one in standard_texts() if one.name == wanted), None) if wanted else None
    if chosen is None:
        return False
    form.note.data = "\n".join(part for part in (form.note.data, chosen.text) if part)
    return True
