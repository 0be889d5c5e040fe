"""Dutch words for the codes of this area."""

from flask_babel import lazy_gettext as _l

from contactapp.contacts.codes import ChangedField, PreferredChannel
from contactapp.contacts.models import ContactKind, RoleKind, SignalKind

KINDS = {
    ContactKind.HOUSEHOLD: _l("Huishouden"),
    ContactKind.ORGANISATION: _l("Bedrijf"),
    ContactKind.PERSON: _l("Persoon"),
}
KIND_ICONS = {
    ContactKind.HOUSEHOLD: "home",
    ContactKind.ORGANISATION: "briefcase",
    ContactKind.PERSON: "user",
}
ROLES = {
    RoleKind.MAIN_TENANT: _l("hoofdhuurder"),
    RoleKind.CO_TENANT: _l("medehuurder"),
    RoleKind.RESIDENT: _l("bewoner"),
    RoleKind.HOME_SEEKER: _l("woningzoekende"),
    RoleKind.CONTACT_PERSON: _l("contactpersoon"),
    RoleKind.ADMINISTRATOR: _l("bewindvoerder"),
    RoleKind.REPRESENTATIVE: _l("gemachtigde"),
    RoleKind.EMPLOYEE: _l("medewerker"),
}
SIGNALS = {
    SignalKind.AGGRESSION: _l("Agressie"),
    SignalKind.VISIT_IN_PAIRS: _l("Bezoek met twee"),
    SignalKind.ADMINISTRATION: _l("Bewindvoering"),
    SignalKind.INTERPRETER: _l("Tolk nodig"),
    SignalKind.VULNERABLE: _l("Kwetsbaar"),
    SignalKind.OTHER: _l("Let op"),
}
# How a signal is drawn; see the component.
SIGNAL_LOOKS = {
    SignalKind.AGGRESSION: "safety",
    SignalKind.VISIT_IN_PAIRS: "safety",
    SignalKind.ADMINISTRATION: "guardian",
    SignalKind.INTERPRETER: "interpreter",
}

# Codes as VERA has them (aanhefcode).
SALUTATIONS = {
    "MEVR": _l("Mevrouw"),
    "DHR": _l("De heer"),
    "GEEN": _l("Geen aanhef"),
    "ERVEN": _l("De erven van"),
    "BLANCO": _l("Blanco"),
}

PREFERRED_CHANNELS = {
    PreferredChannel.PHONE: _l("Telefoon"),
    PreferredChannel.EMAIL: _l("E-mail"),
    PreferredChannel.LETTER: _l("Brief"),
    PreferredChannel.APP: _l("WhatsApp"),
    PreferredChannel.SMS: _l("Sms"),
}
# The same beside the name.
PREFERENCES = {
    PreferredChannel.PHONE: _l("liefst bellen"),
    PreferredChannel.EMAIL: _l("liefst mailen"),
    PreferredChannel.LETTER: _l("liefst een brief"),
    PreferredChannel.APP: _l("liefst WhatsApp"),
    PreferredChannel.SMS: _l("liefst een sms"),
}
CHANNEL_ICONS = {
    PreferredChannel.PHONE: "phone",
    PreferredChannel.EMAIL: "mail",
    PreferredChannel.LETTER: "letter",
    PreferredChannel.APP: "chat",
    PreferredChannel.SMS: "chat",
}

# What somebody would rather not have, by the name of the field.
OBJECTIONS = {"do_not_call": _l("liever niet bellen"), "do_not_mail": _l("liever niet mailen")}
# What the log says was changed.
CHANGED_FIELDS = {
    ChangedField.NAME: _l("naam"),
    ChangedField.REACH: _l("telefoon en e-mail"),
    ChangedField.ADDRESS: _l("adres"),
    ChangedField.PREFERENCES: _l("voorkeuren"),
}

# What somebody may prefer to speak; a code of two letters.
LANGUAGES = [
    ("nl", _l("Nederlands")), ("en", _l("Engels")), ("ar", _l("Arabisch")), ("tr", _l("Turks")), ("ti", _l("Tigrinya")),
    ("uk", _l("Oekraïens")), ("pl", _l("Pools")), ("fr", _l("Frans")), ("de", _l("Duits")), ("es", _l("Spaans")),
    ("so", _l("Somalisch")), ("fa", _l("Farsi")),
]  # fmt: skip
