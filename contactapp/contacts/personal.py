"""Changing personal data; the log says that they changed, never what they are (R8)."""

from datetime import date

from contactapp.accounts.models import User
from contactapp.contacts.belonging import AfterDeath, die
from contactapp.contacts.models import Contact
from contactapp.events.log import record
from contactapp.events.verbs import Verb


def change_personal_data(
    person: Contact, *, born: date | None, salutation: str, died: date | None, roles: AfterDeath, by: User
) -> None:
    """Store date of birth and salutation; a date of death that is new is acted upon (R9)."""
    before = (person.birth_date, person.salutation, person.death_date)
    person.birth_date, person.salutation = born, salutation
    if died is not None and person.death_date is None:
        die(person, died, roles, by=by)
    else:
        person.death_date = died
    if before != (person.birth_date, person.salutation, person.death_date):
        record(person, Verb.PERSONAL_DATA_CHANGED, by=by)
