"""Everyone the association has contact with, and what they rent."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Connection, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, declared_attr, mapped_column, relationship

from contactapp.clock import utcnow
from contactapp.contacts.codes import AddressKind, ContactKind, ContactPointKind, RoleKind, SignalKind
from contactapp.contacts.fields import FromElsewhere, FromUntil, PostalFields
from contactapp.contacts.names import company_sort_key, full_name, sort_key
from contactapp.contacts.phones import show_phone
from contactapp.db import Model, code_column

__all__ = [
    "Address", "AddressKind", "Contact", "ContactAlias", "ContactKind", "ContactMerge", "ContactPoint",
    "ContactPointKind", "ContactRole", "Customer", "KnownAddress", "Lease", "RoleKind", "Signal", "SignalKind", "Unit",
]  # fmt: skip


class Contact(FromElsewhere, Model):
    """A household, an organisation, or a person inside one or more of them."""

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        Index("ix_contact_sort", "sort_name", "id"),
        Index("ix_contact_kind", "kind", "id"),
    )

    number: Mapped[str] = mapped_column(String(12), unique=True)
    kind: Mapped[ContactKind] = mapped_column(code_column(ContactKind))
    initials: Mapped[str] = mapped_column(String(40), default="")
    name_prefix: Mapped[str] = mapped_column(String(40), default="")
    surname: Mapped[str] = mapped_column(String(300))
    name: Mapped[str] = mapped_column(String(400))  # derived, never typed (R1)
    sort_name: Mapped[str] = mapped_column(String(400))
    salutation: Mapped[str] = mapped_column(String(20), default="")
    first_name: Mapped[str] = mapped_column(String(120), default="")
    birth_date: Mapped[date | None]
    death_date: Mapped[date | None]
    language: Mapped[str] = mapped_column(String(5), default="nl")
    preferred_channel: Mapped[str] = mapped_column(String(3), default="", server_default="")  # see ``PreferredChannel``
    chamber_of_commerce_number: Mapped[str] = mapped_column(String(12), default="")
    do_not_call: Mapped[bool] = mapped_column(default=False)
    do_not_mail: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    addresses: Mapped[list["Address"]] = relationship(back_populates="contact", cascade="all, delete-orphan")
    contact_points: Mapped[list["ContactPoint"]] = relationship(
        back_populates="contact",
        cascade="all, delete-orphan",
        order_by="ContactPoint.preferred.desc(), ContactPoint.id",
    )
    signals: Mapped[list["Signal"]] = relationship(back_populates="contact", cascade="all, delete-orphan")
    customer: Mapped["Customer | None"] = relationship(back_populates="contact")
    # Seen from a household or organisation: who is in it. Seen from a person: where they belong.
    people: Mapped[list["ContactRole"]] = relationship(
        back_populates="party", foreign_keys="ContactRole.party_id", order_by="ContactRole.id"
    )
    roles: Mapped[list["ContactRole"]] = relationship(
        back_populates="person", foreign_keys="ContactRole.person_id", order_by="ContactRole.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own declaration

    @property
    def is_party(self) -> bool:
        """Whether contact moments are registered on it: a household or an organisation."""
        return self.kind is not ContactKind.PERSON

    @property
    def home_address(self) -> "Address | None":
        """Where they live; otherwise the only address there is."""
        return min(self.addresses, key=lambda address: address.kind is not AddressKind.HOME, default=None)

    @property
    def phones(self) -> list["ContactPoint"]:
        return [point for point in self.contact_points if point.kind is ContactPointKind.PHONE]

    @property
    def emails(self) -> list["ContactPoint"]:
        return [point for point in self.contact_points if point.kind is ContactPointKind.EMAIL]

    @property
    def current_people(self) -> list["ContactRole"]:
        """Who is in this household or organisation now, whoever is shown first in front."""
        return sorted((role for role in self.people if role.is_current), key=lambda role: not role.shown_first)

    @property
    def current_roles(self) -> list["ContactRole"]:
        """Where this person belongs now; a household or organisation belongs nowhere."""
        return [] if self.is_party else [role for role in self.roles if role.is_current]

    @property
    def current_signals(self) -> list["Signal"]:
        return [signal for signal in self.signals if signal.is_current and not signal.has_ended]


class ContactAlias(Model):
    """An old number that still leads to the contact it was merged into (R6)."""

    __tablename__ = "contact_alias"

    number: Mapped[str] = mapped_column(String(12), unique=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)


class ContactMerge(Model):
    """Two contacts became one; what is needed to undo it for a while (R6)."""

    __tablename__ = "contact_merge"

    kept_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    merged_at: Mapped[datetime] = mapped_column(default=utcnow)
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    undone_at: Mapped[datetime | None]
    # Per "table.column" the ids of the rows that were moved, and which empty fields were filled.
    moved: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)
    filled: Mapped[list[str]] = mapped_column(JSON, default=list)
    replaced: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # what stood where the other was chosen

    kept: Mapped[Contact] = relationship(foreign_keys=[kept_id])
    gone: Mapped[Contact] = relationship(foreign_keys=[gone_id])


class Address(PostalFields, Model):
    """Where a contact lives or gets post."""

    __tablename__ = "address"
    __table_args__ = (Index("ix_address_postcode", "postcode", "house_number"),)

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    kind: Mapped[AddressKind] = mapped_column(code_column(AddressKind), default=AddressKind.HOME)
    verified: Mapped[bool] = mapped_column(default=False)

    contact: Mapped[Contact] = relationship(back_populates="addresses")


class KnownAddress(PostalFields, Model):
    """The association's own address table, and what was looked up before (R4)."""

    __tablename__ = "known_address"
    __table_args__ = (Index("ix_known_address_postcode", "postcode", "house_number"),)

    origin: Mapped[str] = mapped_column(String(20), default="own")
    fetched_at: Mapped[datetime] = mapped_column(default=utcnow)

    def as_address(self) -> Address:
        """The same door as the verified home address of a contact."""
        return Address(
            kind=AddressKind.HOME,
            street=self.street,
            house_number=self.house_number,
            house_addition=self.house_addition,
            postcode=self.postcode,
            city=self.city,
            country=self.country,
            bag_id=self.bag_id,
            verified=True,
        )


class ContactPoint(Model):
    """A phone number (E.164) or e-mail address (lower case)."""

    __tablename__ = "contact_point"
    __table_args__ = (Index("ix_contact_point_value", "kind", "value"),)

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ContactPointKind] = mapped_column(code_column(ContactPointKind))
    value: Mapped[str] = mapped_column(String(254))
    label: Mapped[str] = mapped_column(String(40), default="")
    preferred: Mapped[bool] = mapped_column(default=False)

    contact: Mapped[Contact] = relationship(back_populates="contact_points")

    @property
    def shown(self) -> str:
        """As people read it."""
        return show_phone(self.value) if self.kind is ContactPointKind.PHONE else self.value


class ContactRole(FromUntil, Model):
    """What a person is to a household or organisation, from one day until another."""

    __tablename__ = "contact_role"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="period"),
        Index("ix_contact_role_kind_person", "kind", "person_id"),
        Index("ix_contact_role_kind_party", "kind", "party_id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    kind: Mapped[RoleKind] = mapped_column(code_column(RoleKind))
    shown_first: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Contact] = relationship(back_populates="roles", foreign_keys=[person_id])
    party: Mapped[Contact] = relationship(back_populates="people", foreign_keys=[party_id])


class Customer(FromElsewhere, Model):
    """A household or organisation that rents, with the number people know it by."""

    __tablename__ = "customer"

    number: Mapped[str] = mapped_column(String(12), unique=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), unique=True)

    contact: Mapped[Contact] = relationship(back_populates="customer")
    leases: Mapped[list["Lease"]] = relationship(back_populates="customer", order_by="Lease.starts_on.desc()")

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[UniqueConstraint]:
        return (UniqueConstraint("source", "external_id"),)


class Unit(FromElsewhere, PostalFields, Model):
    """A home or another rentable object (verhuureenheid)."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("source", "external_id"), Index("ix_unit_postcode", "postcode", "house_number"))

    number: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(40), default="")
    complex_code: Mapped[str] = mapped_column(String(20), default="", index=True)
    complex_name: Mapped[str] = mapped_column(String(80), default="")

    leases: Mapped[list["Lease"]] = relationship(back_populates="unit", order_by="Lease.starts_on.desc()")


class Lease(FromElsewhere, FromUntil, Model):
    """A customer rents a unit for a period; before it begins its tenant already calls about it."""

    __tablename__ = "lease"
    __table_args__ = (UniqueConstraint("source", "external_id"),)

    number: Mapped[str] = mapped_column(String(20), unique=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)

    customer: Mapped[Customer] = relationship(back_populates="leases")
    unit: Mapped[Unit] = relationship(back_populates="leases")


class Signal(FromUntil, Model):
    """A warning on a contact (signalering); who may can end it before its last day."""

    __tablename__ = "signal"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    kind: Mapped[SignalKind] = mapped_column(code_column(SignalKind))
    text: Mapped[str] = mapped_column(Text, default="")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    lifted_at: Mapped[datetime | None]

    contact: Mapped[Contact] = relationship(back_populates="signals")

    @property
    def has_ended(self) -> bool:
        return self.is_over or self.lifted_at is not None


@event.listens_for(Contact, "before_insert")
@event.listens_for(Contact, "before_update")
def _derive_name(_mapper: Mapper[Contact], _connection: Connection, contact: Contact) -> None:
    """The name follows from its parts, whoever changed them (R1)."""
    if contact.kind is ContactKind.ORGANISATION:
        contact.name, contact.sort_name = contact.surname, company_sort_key(contact.surname)[:400]
        return
    initials, prefix = contact.initials or "", contact.name_prefix or ""
    contact.name = full_name(initials, prefix, contact.surname)
    contact.sort_name = sort_key(contact.surname, initials, prefix)[:400]
