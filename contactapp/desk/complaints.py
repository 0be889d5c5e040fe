"""A complaint asks for a task to the complaints team (R25)."""

from flask_babel import gettext as _

from contactapp.desk.entry import MomentEntry


def check_complaint(entry: MomentEntry) -> None:
    """Complain at the task, or at its team, when a complaint would not get to who handles complaints."""
    if not entry.is_complaint:
        return
    if not entry.form.task.data:
        entry.form.complain("task", _("Een klacht gaat altijd naar het klachtenteam. Maak een taak aan."))
    elif entry.team and entry.complaints_team and not entry.team.handles_complaints:
        entry.form.complain("team", _("Een klacht gaat naar team %(team)s.", team=entry.complaints_team.name))
