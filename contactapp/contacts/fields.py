"""Columns that several tables of this area share."""

from datetime import date

from sqlalchemy import ColumnElement, String, and_, or_
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from contactapp.clock import local_today
from contactapp.contacts.postcodes import show_number, show_postcode


class FromElsewhere:
    """A record that can come from another system, which knows it by its own key."""

    external_id: Mapped[str | None] = mapped_column(String(80))
    source: Mapped[str | None] = mapped_column(String(40))


class FromUntil:
    """What holds from one day up to and including another; without a last day it goes on."""

    starts_on: Mapped[date] = mapped_column(default=local_today)
    ends_on: Mapped[date | None]

    @property
    def is_to_come(self) -> bool:
        """Whether its first day is still to come."""
        return self.starts_on > local_today()

    @hybrid_property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.ends_on is not None and self.ends_on < local_today()

    @is_over.inplace.expression
    @classmethod
    def _ended_before_today(cls) -> ColumnElement[bool]:
        return and_(cls.ends_on.is_not(None), cls.ends_on < local_today())

    @hybrid_property
    def is_current(self) -> bool:
        """Whether it holds today."""
        return not (self.is_to_come or self.is_over)

    @is_current.inplace.expression
    @classmethod
    def _holds_today(cls) -> ColumnElement[bool]:
        today = local_today()
        return and_(cls.starts_on <= today, or_(cls.ends_on.is_(None), cls.ends_on >= today))


# As the Dutch post reads it: part of the address, whatever language somebody reads. Of other countries we know no name.
_ABROAD = {"BE": "België", "DE": "Duitsland"}


class PostalFields:
    """The parts of an address, as the BAG has them."""

    street: Mapped[str] = mapped_column(String(120), default="")
    house_number: Mapped[int | None]
    house_addition: Mapped[str] = mapped_column(String(20), default="")
    postcode: Mapped[str] = mapped_column(String(12), default="")
    city: Mapped[str] = mapped_column(String(80), default="")
    country: Mapped[str] = mapped_column(String(2), default="NL")
    bag_id: Mapped[str] = mapped_column(String(20), default="")

    @property
    def street_line(self) -> str:
        """Street and house number: "Wilgenkade 48 B"."""
        return f"{self.street} {show_number(self.house_number, self.house_addition)}".strip()

    @property
    def city_line(self) -> str:
        """Postcode and town: "3571 ZL Utrecht"."""
        return f"{show_postcode(self.postcode)} {self.city}".strip()

    @property
    def one_line(self) -> str:
        """The address on one line: "Wilgenkade 48 B, 3571 ZL Utrecht", with the country when it is abroad."""
        abroad = _ABROAD.get(self.country, "")
        return ", ".join(part for part in (self.street_line, self.city_line, abroad) if part)
