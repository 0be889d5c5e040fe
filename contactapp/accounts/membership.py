"""Who somebody is here: roles, teams, whether they may sign in. Sessions follow at once."""

from contactapp.accounts.guarding import check_not_last, check_roles
from contactapp.accounts.models import Team, TeamMembership, User
from contactapp.accounts.sessions import end_sessions
from contactapp.db import add_once, db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.permissions import Role


def make_account(email: str, name: str, *, by: User | None) -> User:
    """Somebody new, as yet without a role, a team or a password."""
    user = User(email=email.strip().lower(), name=name.strip(), roles=frozenset())
    db.session.add(user)
    record(user, Verb.USER_CREATED, by=by, name=user.name)
    return user


def make_team(name: str, code: str, *, by: User) -> Team:
    """A team as yet without members."""
    team = Team(name=name, code=code)
    db.session.add(team)
    record(team, Verb.TEAM_CREATED, by=by, name=team.name)
    return team


def change_roles(user: User, roles: frozenset[Role], *, by: User | None) -> None:
    """Give other roles; every session ends so that nothing of the old role remains.

    Raises:
        NotYourOffice: who is privacy officer is for a privacy officer to say.
        LastOfficer: nobody would watch any more.
    """
    if roles == user.roles:
        return
    check_roles(user, roles, by=by)
    old, user.roles = user.roles, roles
    record(user, Verb.USER_CHANGED, by=by, field="roles", old=",".join(sorted(old)), new=",".join(sorted(roles)))
    end_sessions(user)


def appoint_officer(user: User, *, by: User | None) -> None:
    """Make somebody privacy officer. Twice is harmless."""
    change_roles(user, user.roles | {Role.PRIVACY_OFFICER}, by=by)


def dismiss_officer(user: User, *, by: User | None) -> None:
    """Take that role away; whoever had no other is an employee from now on. Twice is harmless."""
    change_roles(user, user.roles - {Role.PRIVACY_OFFICER} or frozenset({Role.EMPLOYEE}), by=by)


def set_active(user: User, active: bool, *, by: User | None) -> None:
    """Let somebody in, or keep them out from this moment.

    Raises:
        LastOfficer: nobody would watch any more.
    """
    if active == user.active:
        return
    if not active:
        check_not_last(user)
    user.active = active
    record(user, Verb.USER_CHANGED, by=by, field="active", old=str(not active), new=str(active))
    if not active:
        end_sessions(user)


def join_team(user: User, team: Team, *, is_lead: bool = False, by: User | None) -> None:
    """Put somebody in a team; twice is harmless."""
    existing = next((membership for membership in user.memberships if membership.team_id == team.id), None)
    if existing is not None:
        _let_lead(existing, user, team, is_lead=is_lead, by=by)
        return
    db.session.flush()
    joining = TeamMembership(team_id=team.id, user_id=user.id)
    if add_once(joining):
        record(user, Verb.TEAM_JOINED, by=by, name=user.name, team=team.name)
        _let_lead(joining, user, team, is_lead=is_lead, by=by)
    db.session.expire(user, ["memberships"])


def _let_lead(membership: TeamMembership, user: User, team: Team, *, is_lead: bool, by: User | None) -> None:
    """A lead assigns and plans the work of others, so who became one is told."""
    if is_lead == bool(membership.is_lead):
        return
    membership.is_lead = is_lead
    record(user, Verb.TEAM_LED if is_lead else Verb.TEAM_LED_NO_MORE, by=by, name=user.name, team=team.name)


def leave_team(user: User, team: Team, *, by: User | None) -> None:
    """Take somebody out of a team: their next request no longer shows its queue."""
    for membership in [each for each in user.memberships if each.team_id == team.id]:
        user.memberships.remove(membership)
        record(user, Verb.TEAM_LEFT, by=by, name=user.name, team=team.name)
    db.session.flush()
