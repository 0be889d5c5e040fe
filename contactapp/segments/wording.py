"""Selections and reasons in words."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contactapp.contacts.codes import ContactKind
from contactapp.contacts.wording import LANGUAGES, ROLES
from contactapp.permissions import Permission
from contactapp.segments.leaving_out import Reason
from contactapp.segments.models import Segment
from contactapp.web.access import can

LABELS = {
    Reason.DECEASED: _l("overleden"),
    Reason.DO_NOT_CALL: _l("liever niet bellen"),
    Reason.DO_NOT_MAIL: _l("liever niet mailen"),
    Reason.NO_PHONE: _l("geen telefoonnummer"),
    Reason.NO_EMAIL: _l("geen e-mailadres"),
    Reason.NO_ADDRESS: _l("geen adres"),
    Reason.TWICE: _l("al vastgelegd"),
}
KINDS = {ContactKind.HOUSEHOLD: _l("huishoudens"), ContactKind.ORGANISATION: _l("bedrijven")}


def reason_text(code: str) -> str:
    """Why somebody is left out; a death is told only to whom it may be told (R8)."""
    if code == Reason.DECEASED and not can(Permission.CONTACT_PERSONAL):
        return str(_("persoonlijke omstandigheden"))
    return str(LABELS[Reason(code)])


def selection_text(segment: Segment) -> str:
    """What a segment selects on: "Complex 20408, Lindelaan 2–40, alleen huurders"."""
    text = ", ".join(_parts(segment))
    return text[:1].upper() + text[1:]


def _parts(segment: Segment) -> Iterator[str]:
    if segment.complex_code:
        yield _("complex %(code)s", code=segment.complex_code)
    if segment.street:
        yield f"{segment.street}{_numbers(segment)}"
    if segment.postcode:
        yield _("postcode %(postcode)s", postcode=segment.postcode)
    if segment.kind:
        yield _("alleen %(kind)s", kind=KINDS[segment.kind])
    if segment.tenants_only:
        yield _("alleen huurders")
    if segment.role:
        yield _("met een %(role)s", role=ROLES[segment.role])
    if segment.language:
        yield _("spreekt %(language)s", language=dict(LANGUAGES).get(segment.language, segment.language))


def _numbers(segment: Segment) -> str:
    first, last = segment.first_number, segment.last_number
    if first is None and last is None:
        return ""
    if first is not None and last is not None:
        return f" {first}–{last}"
    return " " + (_("vanaf %(number)s", number=first) if last is None else _("tot en met %(number)s", number=last))
