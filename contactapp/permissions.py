"""Who may do what: permissions, and the roles that bundle them."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing a member of staff may be allowed to do."""

    DESK = "desk"  # sign in and see the ordinary pages
    CONTACT_VIEW = "contact.view"
    CONTACT_EDIT = "contact.edit"
    CONTACT_MERGE = "contact.merge"
    CONTACT_PERSONAL = "contact.personal"  # date of birth, salutation, date of death (R8)
    CONTACT_EXPORT = "contact.export"
    SIGNAL_EDIT = "signal.edit"
    SEGMENT_REGISTER = "segment.register"  # one contact moment for a whole selection of contacts
    TICKET_VIEW = "ticket.view"
    TICKET_REGISTER = "ticket.register"
    TICKET_MANAGE = "ticket.manage"  # merge, change subject, bulk
    TEMPLATE_EDIT = "template.edit"
    TASK_WORK = "task.work"  # claim, hand over, finish: within one's own teams
    TASK_ASSIGN = "task.assign"  # a lead spreads the work of their teams
    TASK_PLAN = "task.plan"  # work that returns: for the teams one leads, the administrator for all
    TASK_ALL = "task.all"  # every task of every team
    KNOWLEDGE_VIEW = "knowledge.view"
    KNOWLEDGE_EDIT = "knowledge.edit"
    USER_ADMIN = "user.admin"
    SETTINGS_ADMIN = "settings.admin"
    ACCESS_LOG_VIEW = "access-log.view"
    OFFICER_APPOINT = "officer.appoint"  # who is privacy officer: never up to whom they watch


class Role(StrEnum):
    """A job in the organisation; a user has one or more."""

    EMPLOYEE = "employee"  # medewerker
    TEAM_LEAD = "team_lead"  # teamleider
    EDITOR = "editor"  # redacteur
    ADMINISTRATOR = "administrator"  # functioneel beheerder
    PRIVACY_OFFICER = "privacy_officer"


_EMPLOYEE = frozenset(
    {
        Permission.DESK,
        Permission.CONTACT_VIEW,
        Permission.CONTACT_EDIT,
        Permission.TICKET_VIEW,
        Permission.TICKET_REGISTER,
        Permission.TASK_WORK,
        Permission.KNOWLEDGE_VIEW,
    }
)

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.EMPLOYEE: _EMPLOYEE,
    Role.TEAM_LEAD: _EMPLOYEE
    | {
        Permission.TASK_ASSIGN,
        Permission.TASK_PLAN,
        Permission.SIGNAL_EDIT,
        Permission.SEGMENT_REGISTER,
        Permission.TICKET_MANAGE,
        Permission.CONTACT_PERSONAL,
        Permission.CONTACT_MERGE,
    },
    Role.EDITOR: _EMPLOYEE | {Permission.KNOWLEDGE_EDIT, Permission.TEMPLATE_EDIT},
    Role.ADMINISTRATOR: _EMPLOYEE
    | {
        Permission.USER_ADMIN,
        Permission.TASK_PLAN,
        Permission.SETTINGS_ADMIN,
        Permission.TEMPLATE_EDIT,
        Permission.KNOWLEDGE_EDIT,
        Permission.SIGNAL_EDIT,
        Permission.SEGMENT_REGISTER,
        Permission.TICKET_MANAGE,
        Permission.CONTACT_MERGE,
        Permission.CONTACT_EXPORT,
    },
    Role.PRIVACY_OFFICER: frozenset(
        {
            Permission.DESK,
            Permission.CONTACT_VIEW,
            Permission.CONTACT_PERSONAL,
            Permission.TICKET_VIEW,
            Permission.KNOWLEDGE_VIEW,
            Permission.TASK_ALL,
            Permission.ACCESS_LOG_VIEW,
            Permission.OFFICER_APPOINT,
            Permission.CONTACT_EXPORT,
        }
    ),
}


def permissions_of(roles: set[Role]) -> frozenset[Permission]:
    """Everything these roles allow together."""
    return frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles)) if roles else frozenset()
