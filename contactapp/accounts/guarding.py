"""Roles that guard each other: the administrator says who may come in, the privacy officer sees what is done.

So an administrator neither becomes privacy officer nor comes in as one. Whoever runs the server can do both, by
command, and leaves an event as well.
"""

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.accounts.queries import privacy_officers
from contactapp.permissions import Permission, Role
from contactapp.web.errors import DomainError


class NotYourOffice(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Over privacy officers gaat alleen een privacy officer, onder Rechten."))


class LastOfficer(DomainError):
    """Nobody would see any more what is done."""

    def __init__(self) -> None:
        super().__init__(_("Dit is de laatste privacy officer. Wijs eerst een opvolger aan."))


def check_roles(user: User, roles: frozenset[Role], *, by: User | None) -> None:
    """Whether these roles may be given.

    Raises:
        NotYourOffice: it makes or unmakes a privacy officer, and that is for another privacy officer.
        LastOfficer: nobody would be left.
    """
    if Role.PRIVACY_OFFICER not in user.roles ^ roles:
        return
    _check_office(by)
    if Role.PRIVACY_OFFICER in user.roles:
        check_not_last(user)


def check_may_let_in(user: User, *, by: User | None) -> None:
    """Whether somebody may give this person a password.

    Raises:
        NotYourOffice: for a privacy officer only another one may.
    """
    if Role.PRIVACY_OFFICER in user.roles:
        _check_office(by)


def check_not_last(user: User) -> None:
    """Whether somebody still watches without this person.

    Raises:
        LastOfficer: no.
    """
    if list(privacy_officers(locked=True)) == [user]:
        raise LastOfficer


def _check_office(by: User | None) -> None:
    if by is not None and not by.can(Permission.OFFICER_APPOINT):
        raise NotYourOffice
