"""The side of the task page where one works: whose task it is, and the forms that go with that."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from contactapp.accounts.models import Team, User
from contactapp.tasks import brief, drafting, forms, queries
from contactapp.tasks.call_form import CallForm
from contactapp.tasks.finish_form import FinishForm
from contactapp.tasks.models import Task


def role_of(task: Task, reader: User) -> str:
    """Which dock the reader gets: closed, reader (may only look), open or blocked (nobody has it), mine or theirs."""
    if task.is_closed:
        return "closed"
    if not task.may_be_worked_by(reader):
        return "reader"
    if task.is_unclaimed:
        return "open"
    if task.assignee is None:
        return "blocked"
    return "mine" if task.assignee_id == reader.id or _stands_in(task, reader) else "theirs"


class DockForms:
    """The forms of the dock, each made when the page shows it, with what its reader typed before."""

    def __init__(self, task: Task, reader: User, *, filled: forms.DockForm | None = None) -> None:
        self._task, self._reader = task, reader
        self.drafts: Mapping[str, Mapping[str, str]] = drafting.drafts_of(task, reader)
        if filled is not None:
            # In the place of the empty one: as it was sent.
            self.__dict__[filled.slug.replace("-", "_")] = filled

    @cached_property
    def handling(self) -> forms.DockForm:
        form = forms.HandlingForm(formdata=None)
        return form.offer(self._task, self._colleagues, self._reader).prefill(self._task)

    @cached_property
    def message(self) -> forms.DockForm:
        return self._drafted(forms.MessageForm(formdata=None))

    @cached_property
    def hand_over(self) -> forms.DockForm:
        teams = queries.other_teams(self._task.team_id)
        return self._drafted(forms.HandOverForm(formdata=None).offer(teams, self._colleagues, self._reader))

    @cached_property
    def wait(self) -> forms.DockForm:
        return forms.WaitForm(formdata=None).prefill()

    @cached_property
    def call(self) -> forms.DockForm:
        return CallForm(formdata=None).prefill(self._task)

    @cached_property
    def plan(self) -> forms.DockForm:
        return forms.PlanForm(formdata=None).offer(self._task, queries.task_types()).prefill(self._task)

    @cached_property
    def finish(self) -> forms.DockForm:
        form = FinishForm.of(self._task).offer(brief.spoken_with(self._task.contact))
        return self._drafted(form.prefill(self._task))

    @cached_property
    def follower(self) -> forms.DockForm:
        return forms.FollowerForm(formdata=None).offer(self._task, self._everybody)

    @cached_property
    def cancel(self) -> forms.DockForm:
        return self._drafted(forms.CancelForm(formdata=None))

    @cached_property
    def reopen(self) -> forms.DockForm:
        return self._drafted(forms.ReopenForm(formdata=None))

    @cached_property
    def take_over(self) -> forms.DockForm:
        return self._drafted(forms.TakeOverForm(formdata=None))

    @cached_property
    def _people(self) -> Sequence[tuple[User, bool]]:
        return queries.everybody_and_members(self._task.team_id)

    @property
    def _everybody(self) -> list[User]:
        return [one for one, _member in self._people]

    @property
    def _colleagues(self) -> list[User]:
        return [one for one, member in self._people if member]

    def _drafted(self, form: forms.DockForm) -> forms.DockForm:
        if form.slug in self.drafts:
            drafting.fill(form, self.drafts[form.slug])
        return form


def home_team(task: Task, reader: User) -> Team | None:
    """Whose list one goes back to: that of the task's team when one is in it, else of one's first team."""
    teams = queries.my_teams(reader)
    return next((team for team in teams if team.id == task.team_id), next(iter(teams), None))


def _stands_in(task: Task, reader: User) -> bool:
    return task.assignee is not None and not reader.is_member_of(task.team_id)
