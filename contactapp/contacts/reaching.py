"""How somebody likes to be reached and spoken to, and whether at all; every form and link asks here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from babel import Locale
from flask import Flask
from flask_babel import get_locale
from flask_babel import gettext as _

from contactapp.contacts.codes import SPEAKS_FOR_OTHERS, PreferredChannel
from contactapp.contacts.models import Contact
from contactapp.contacts.wording import CHANNEL_ICONS, OBJECTIONS, PREFERENCES, PREFERRED_CHANNELS


@dataclass(frozen=True)
class Wish:
    """How somebody likes to be reached, or would rather not be."""

    text: str
    icon: str
    tone: str | None = None


def may_be_called(*contacts: Contact | None) -> bool:
    """Whether none of these, such as a household and somebody in it, would rather not be called."""
    return not any(contact.do_not_call for contact in contacts if contact)


def may_be_mailed(*contacts: Contact | None) -> bool:
    """Whether none of these would rather not be mailed."""
    return not any(contact.do_not_mail for contact in contacts if contact)


def reluctant_on(number: str, contact: Contact | None) -> list[Contact]:
    """Who would rather not be called on this number: the household, and whoever of it has the number.

    A household that would rather not be called may have somebody who speaks for it, and who may.
    """
    if contact is None:
        return []
    whose = [role for role in contact.current_people if any(phone.value == number for phone in role.person.phones)]
    asked = [role.person for role in whose]
    if not whose or any(role.kind not in SPEAKS_FOR_OTHERS for role in whose):
        asked = [contact, *asked]
    return [one for one in dict.fromkeys(asked) if one.do_not_call]


def is_unwanted(channel: str, *, do_not_call: bool, do_not_mail: bool) -> bool:
    """Whether somebody who prefers this channel would rather not have it."""
    return bool({PreferredChannel.PHONE: do_not_call, PreferredChannel.EMAIL: do_not_mail}.get(channel))  # type: ignore[call-overload]


def preference(contact: Contact) -> str:
    """How this contact likes to be reached, in a few words; empty when any way will do."""
    return str(PREFERENCES[PreferredChannel(contact.preferred_channel)]) if contact.preferred_channel else ""


def reluctance(contact: Contact) -> str:
    """What this contact would rather not have, in a few words; empty when nothing."""
    return ", ".join(str(words) for name, words in OBJECTIONS.items() if getattr(contact, name))


def objections(contacts: Iterable[Contact], *, calling: bool = True, mailing: bool = True) -> list[str]:
    """What to say before reaching out to one of these after all, in words."""
    said = []
    for contact in dict.fromkeys(contacts):
        if calling and contact.do_not_call:
            said.append(_("%(name)s wil liever niet gebeld worden.", name=contact.name))
        if mailing and contact.do_not_mail:
            said.append(_("%(name)s wil liever geen e-mail.", name=contact.name))
    return said


def wishes(contact: Contact) -> Iterator[Wish]:
    """What stands beside the name; Dutch is not worth a word."""
    if contact.language != "nl":
        yield Wish(_("spreekt %(language)s", language=language_of(contact)), "chat")
    if contact.preferred_channel:
        yield Wish(preference(contact), CHANNEL_ICONS[PreferredChannel(contact.preferred_channel)])
    if contact.do_not_call:
        yield Wish(_("liever niet bellen"), "phone", "warn")
    if contact.do_not_mail:
        yield Wish(_("liever niet mailen"), "mail", "warn")


def language_of(contact: Contact) -> str:
    """The language somebody prefers, in the language of the reader."""
    return language_name(contact.language)


def language_name(code: str) -> str:
    """A language in the language of the reader."""
    return str(Locale.parse(code).get_display_name(str(get_locale())))


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        contact_language=language_of,
        may_be_called=may_be_called,
        may_be_mailed=may_be_mailed,
        preferred_channel_names=PREFERRED_CHANNELS,
        reluctant_on=reluctant_on,
    )
