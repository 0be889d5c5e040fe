"""What one should think twice about before writing it down: a note goes into every export. Warns, never blocks."""

import re

from flask_babel import gettext as _
from stdnum import iban

from contactapp.contacts.bsn import has_bsn

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}\s?[A-Z0-9]{0,4}\b", re.IGNORECASE)
_MEDICAL = re.compile(
    r"\b(diagnose\w*|ziekte\w*|kanker|dement\w*|alzheimer|depressi\w*|psychiat\w*|psycholo\w*|verslav\w*|medicijn\w*"
    r"|medicatie|zwanger\w*|hiv|autis\w*|borderline|schizofren\w*|suïcid\w*|suicid\w*|epilep\w*|diabetes)\b",
    re.IGNORECASE,
)


def warnings_in(text: str) -> list[str]:
    """What to say about this text, in words."""
    found = []
    if has_bsn(text):
        found.append(_("Dit lijkt een BSN. Haal het weg: een BSN hoort hier niet."))
    if any(iban.is_valid(match.group()) for match in _IBAN.finditer(text)):
        found.append(_("Hier staat een rekeningnummer. Is dat nodig? De huurder leest dit in de export."))
    if _MEDICAL.search(text):
        found.append(_("Dit gaat over gezondheid. Schrijf alleen op wat nodig is voor de hulp, zonder diagnose."))
    return [str(words) for words in found]
