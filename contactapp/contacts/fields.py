"""Columns that several tables of this area share."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from contactapp.contacts.postcodes import show_number, show_postcode


class FromElsewhere:
    """A record that can come from another system, which knows it by its own key."""

    external_id: Mapped[str | None] = mapped_column(String(80))
    source: Mapped[str | None] = mapped_column(String(40))


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
        """The address on one line: "Wilgenkade 48 B, 3571 ZL Utrecht"."""
        return ", ".join(part for part in (self.street_line, self.city_line) if part)
