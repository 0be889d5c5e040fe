"""What a search found, as a spreadsheet to take away."""

import csv
import io
from collections.abc import Iterable, Sequence
from enum import StrEnum

import xlsxwriter
from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.contacts.codes import PreferredChannel
from contactapp.contacts.models import Contact
from contactapp.contacts.reaching import language_of
from contactapp.contacts.searching import ContactFilter
from contactapp.contacts.wording import KINDS, PREFERRED_CHANNELS, ROLES
from contactapp.events.log import note_access, record
from contactapp.events.verbs import Verb
from contactapp.web.errors import Refused

MOST_ROWS = 5_000
_WIDEST = 300  # pixels of a column
# What spreadsheets take for the beginning of a formula, full-width letters included.
_FORMULAS = tuple("=+-@\t\r\n＝＋－＠")


class FileKind(StrEnum):
    """How the rows are written; the value is the end of the name of the file."""

    XLSX = "xlsx"
    CSV = "csv"

    @property
    def media_type(self) -> str:
        spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return spreadsheet if self is FileKind.XLSX else "text/csv; charset=utf-8"


class TooMany(Refused):
    def __init__(self) -> None:
        super().__init__(_("Dit zijn meer dan %(n)s contacten. Zoek iets preciezer.", n=MOST_ROWS))


def export(chosen: ContactFilter, kind: FileKind, *, personal: bool, by: User) -> bytes:
    """The contacts that were found, as a file; who took which ones along is logged (R12)."""
    return taken_along(chosen.contacts(personal=personal, size=MOST_ROWS + 1), kind, query=chosen.text, by=by)


def taken_along(found: Sequence[Contact], kind: FileKind, *, query: str, by: User) -> bytes:
    """These contacts as a file; who took which ones along, and what was asked, is logged (R12).

    Raises:
        TooMany: more than one file may hold.
    """
    if len(found) > MOST_ROWS:
        raise TooMany
    record(by, Verb.CONTACTS_EXPORTED, by=by, count=len(found), query=query, format=kind.value)
    for contact in found:
        note_access(by, contact_id=contact.id, screen="contact-export")
    rows = [_heading(), *(_row(contact) for contact in found)]
    return workbook(rows) if kind is FileKind.XLSX else separated(rows)


def workbook(rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet; every cell is text, whatever it looks like."""
    file = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, plain) as book:
        sheet = book.add_worksheet(_("Contacten"))
        sheet.freeze_panes(1, 0)
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text)
        sheet.autofit(max_width=_WIDEST)
    return file.getvalue()


def separated(rows: Iterable[Sequence[str]]) -> bytes:
    """CSV as a Dutch Excel opens it: a mark that it is UTF-8, and semicolons."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([harmless(text) for text in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """The text, with an apostrophe in front when a spreadsheet would calculate with it."""
    return f"'{text}" if text.startswith(_FORMULAS) or text.lstrip().startswith(_FORMULAS) else text


def _heading() -> list[str]:
    return [
        _("Contactnummer"), _("Soort"), _("Naam"), _("Klantnummer"), _("KvK-nummer"), _("Adres"),
        _("Postcode en plaats"), _("Telefoon"), _("E-mail"), _("Taal"), _("Liefst via"),
        _("Liever niet bellen"), _("Liever niet mailen"), _("Personen"),
    ]  # fmt: skip


def _row(contact: Contact) -> list[str]:
    """What the screens show of a contact; personal data stay here (R8)."""
    address = contact.home_address
    return [
        contact.number,
        str(KINDS[contact.kind]),
        contact.name,
        contact.customer.number if contact.customer else "",
        contact.chamber_of_commerce_number,
        address.street_line if address else "",
        address.city_line if address else "",
        ", ".join(point.shown for point in contact.phones),
        ", ".join(point.value for point in contact.emails),
        language_of(contact),
        str(PREFERRED_CHANNELS[PreferredChannel(contact.preferred_channel)]) if contact.preferred_channel else "",
        _("ja") if contact.do_not_call else _("nee"),
        _("ja") if contact.do_not_mail else _("nee"),
        ", ".join(f"{role.person.name} ({ROLES[role.kind]})" for role in contact.current_people),
    ]
