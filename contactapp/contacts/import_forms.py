"""Which file to read."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FileField, SelectField
from wtforms.validators import ValidationError

from contactapp.contacts.importing.jobs import Upload
from contactapp.web.forms import Form

KINDS = {
    "contacts": _l("Contacten"),
    "customers": _l("Klantnummers"),
    "units": _l("Woningen"),
    "leases": _l("Huurovereenkomsten"),
    "addresses": _l("Adressen"),
}


class ImportForm(Form):
    """A CSV file and what stands in it."""

    kind = SelectField(_l("Wat staat erin?"), choices=list(KINDS.items()))
    file = FileField(_l("Bestand"), description=_l("CSV in UTF-8, met de namen van de kolommen op de eerste regel."))

    def validate_file(self, field: FileField) -> None:
        if not getattr(field.data, "filename", ""):
            raise ValidationError(_("Kies een bestand."))

    def upload(self) -> Upload:
        """The file. Only for a valid form."""
        return Upload(self.kind.data, self.file.data.filename, self.file.data.stream)
