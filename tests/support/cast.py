"""The fixed cast: four people about whom every test can speak."""

from functools import cached_property

from contactapp.accounts.models import Team, User
from contactapp.permissions import Role
from tests.support.make import accounts


class Cast:
    """Anna works in team Verhuur, Bram leads it, Carla is in Techniek and must not see it, Dirk administers.

    Everybody is made when first spoken about.
    """

    @cached_property
    def verhuur(self) -> Team:
        """The team of Anna and Bram."""
        return accounts.team("Verhuur", code="verhuur")

    @cached_property
    def techniek(self) -> Team:
        """The team of Carla."""
        return accounts.team("Techniek", code="techniek")

    @cached_property
    def anna(self) -> User:
        """An employee in Verhuur."""
        return accounts.user("Anna de Wit", teams=[self.verhuur])

    @cached_property
    def bram(self) -> User:
        """The lead of Verhuur."""
        return accounts.user("Bram Jansen", roles=[Role.TEAM_LEAD], leads=[self.verhuur])

    @cached_property
    def carla(self) -> User:
        """An employee in Techniek."""
        return accounts.user("Carla Öztürk", teams=[self.techniek])

    @cached_property
    def dirk(self) -> User:
        """The administrator, in no team."""
        return accounts.user("Dirk Visser", roles=[Role.ADMINISTRATOR])
