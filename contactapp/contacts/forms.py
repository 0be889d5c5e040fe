"""What may be typed about contacts."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from email_validator import EmailNotValidError, validate_email
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import Length, ValidationError

from contactapp.clock import local_today
from contactapp.contacts.creating import ContactValues, NameValues, PersonValues
from contactapp.contacts.models import Address, AddressKind, ContactKind, RoleKind
from contactapp.contacts.names import (
    LONGEST_INITIALS,
    full_name,
    is_blank,
    normal_initials,
    normal_prefix,
    split_surname,
)
from contactapp.contacts.phones import PhoneError, parse_phone
from contactapp.contacts.postcodes import AddressError, HouseAddress, parse_house_address, parse_postcode
from contactapp.contacts.wording import ROLES, SALUTATIONS
from contactapp.web.forms import Form

COUNTRIES = [
    ("NL", _l("Nederland")),
    ("BE", _l("België")),
    ("DE", _l("Duitsland")),
    ("XX", _l("Ander land: zet het achter de plaats")),
]
SALUTATION_CHOICES = [("", _l("Kies een aanhef")), *((code, SALUTATIONS[code]) for code in ("MEVR", "DHR", "GEEN"))]
FIRST_ROLES = (
    RoleKind.HOME_SEEKER, RoleKind.MAIN_TENANT, RoleKind.CO_TENANT, RoleKind.CONTACT_PERSON, RoleKind.ADMINISTRATOR,
)  # fmt: skip
# Of an organisation nobody rents, seeks a home or lives there.
COMPANY_ROLES = (RoleKind.CONTACT_PERSON, RoleKind.EMPLOYEE, RoleKind.REPRESENTATIVE)
_STREET_AND_NUMBER = re.compile(r"(?P<street>\D.*?)\s+(?P<number>\d{1,5})[\s-]*(?P<addition>\S{0,20})")
_POSTBUS = re.compile(r"postbus\b|antwoordnummer\b", re.I)
_OLDEST = date(1900, 1, 1)


def role_choices(roles: Iterable[RoleKind]) -> list[tuple[str, LazyString]]:
    """Roles with their names."""
    return [(role.value, ROLES[role]) for role in roles]


def check_initials(_form: Form, field: Field) -> None:
    """Refuse what does not fit once it is written as initials: of a name in capitals each letter becomes one."""
    if len(normal_initials(field.data or "")) > LONGEST_INITIALS:
        raise ValidationError(_("Dit is te lang. Typ de initialen."))


class AddressFields:
    """One box for postcode and house number, and the parts by hand (R4); mixed into a form."""

    address_box = StringField(_l("Postcode en huisnummer"), description=_l("Met toevoeging, bijvoorbeeld 3571zl 52c"))
    addition = HiddenField()
    street_line = StringField(_l("Straat en huisnummer"), [Length(max=120, message=_l("Dit is te lang."))])
    postcode = StringField(_l("Postcode"), [Length(max=12, message=_l("Dit is te lang."))])
    city = StringField(_l("Plaats"), [Length(max=80, message=_l("Dit is te lang."))])
    country = SelectField(_l("Land"), choices=COUNTRIES, default="NL")

    @property
    def house_address(self) -> HouseAddress | None:
        """The door in the address box, with the addition that was chosen from a list."""
        try:
            typed = parse_house_address(self.address_box.data or "")
        except AddressError:
            return None
        return HouseAddress(typed.postcode, typed.number, self.addition.data or typed.addition)

    @property
    def typed_by_hand(self) -> bool:
        """Whether a street was typed; what somebody writes themselves is never replaced."""
        return bool(self.street_line.data)

    def typed_address(self) -> Address | None:
        """The address as typed by hand, not verified; None when nothing was typed."""
        door = self.house_address
        if not (self.street_line.data or self.city.data):
            if door is None:
                return None
            return Address(
                kind=AddressKind.HOME,
                house_number=door.number,
                house_addition=door.addition,
                postcode=door.postcode,
            )
        kind = AddressKind.POSTAL if _POSTBUS.match(self.street_line.data or "") else AddressKind.HOME
        country = self.country.data
        postcode = parse_postcode(self.postcode.data or "") or self.postcode.data or (door.postcode if door else "")
        split = _STREET_AND_NUMBER.fullmatch(self.street_line.data or "")
        if door and not split:
            number, addition, street = door.number, door.addition, self.street_line.data
        elif split and country == "NL" and kind is AddressKind.HOME:
            number, addition, street = int(split["number"]), split["addition"], split["street"]
        else:
            number, addition, street = None, "", self.street_line.data
        return Address(kind=kind, street=street, house_number=number, house_addition=addition, postcode=postcode,
                       city=self.city.data, country=country)  # fmt: skip

    def validate_address_box(self, field: StringField) -> None:
        if field.data and self.country.data == "NL":
            try:
                parse_house_address(field.data)
            except AddressError as problem:
                raise ValidationError(str(problem.message)) from problem


class NewContactForm(Form, AddressFields):
    """One flow for a household with its first person, or an organisation (R3)."""

    reserved = HiddenField()
    next = HiddenField()
    kind = RadioField(
        _l("Soort"),
        choices=[(ContactKind.HOUSEHOLD.value, _l("Huishouden")), (ContactKind.ORGANISATION.value, _l("Bedrijf"))],
        default=ContactKind.HOUSEHOLD.value,
    )
    initials = StringField(_l("Initialen"), [check_initials])
    name_prefix = StringField(_l("Tussenvoegsels"), [Length(max=40, message=_l("Dit is te lang."))])
    surname = StringField(_l("Achternaam"), [Length(max=300, message=_l("Deze naam is te lang."))])
    company_name = StringField(_l("Naam van het bedrijf"), [Length(max=300, message=_l("Deze naam is te lang."))])
    chamber_of_commerce_number = StringField(_l("KvK-nummer"))

    phone = StringField(_l("Telefoon"))
    other_phone = StringField(_l("Nog een telefoonnummer"))
    email = StringField(_l("E-mail"))

    role = RadioField(_l("Rol"), choices=role_choices(FIRST_ROLES), default=FIRST_ROLES[0].value)
    company_role = RadioField(_l("Rol"), choices=role_choices(COMPANY_ROLES), default=COMPANY_ROLES[0].value)
    person_initials = StringField(_l("Initialen"), [check_initials])
    person_prefix = StringField(_l("Tussenvoegsels"), [Length(max=40, message=_l("Dit is te lang."))])
    person_surname = StringField(_l("Achternaam"), [Length(max=300, message=_l("Deze naam is te lang."))])
    birth_date = StringField(_l("Geboortedatum"), description=_l("Dag-maand-jaar, zoals 12-03-1984"))
    salutation = SelectField(
        _l("Aanhef"), choices=SALUTATION_CHOICES, default="", description=_l("Zo staat het in brieven")
    )

    @property
    def is_organisation(self) -> bool:
        return bool(self.kind.data == ContactKind.ORGANISATION.value)

    @property
    def name(self) -> NameValues:
        """The parts of the name as they will be stored."""
        if self.is_organisation:
            return NameValues(self.company_name.data or "")
        return name_values(self.initials.data, self.name_prefix.data, self.surname.data)

    @property
    def registration(self) -> str:
        """The KvK number without the spaces it was typed with; only an organisation has one."""
        return "".join((self.chamber_of_commerce_number.data or "").split()) if self.is_organisation else ""

    @property
    def derived_name(self) -> str:
        """The name as it will read (R1); empty while there is no surname."""
        name = self.name
        return full_name(name.initials, name.prefix, name.surname) if name.surname else ""

    @property
    def phones(self) -> list[str]:
        """The numbers that can be dialled, in E.164; what is wrong is left out."""
        return [stored for field in (self.phone, self.other_phone) if (stored := _phone_or_none(field.data))]

    @property
    def emails(self) -> list[str]:
        return [self.email.data.casefold()] if self.email.data else []

    def values(self, address: Address | None, *, personal: bool) -> ContactValues:
        """Everything to store; ``personal`` says whether the typist may fill in personal data (R8)."""
        return ContactValues(
            kind=ContactKind(self.kind.data),
            name=self.name,
            chamber_of_commerce_number=self.registration,
            addresses=[address] if address else [],
            phones=self.phones,
            emails=self.emails,
            person=self._person(personal=personal),
        )

    def validate_surname(self, field: StringField) -> None:
        if not self.is_organisation and is_blank(field.data or ""):
            raise ValidationError(_("Vul de achternaam in."))

    def validate_company_name(self, field: StringField) -> None:
        if self.is_organisation and is_blank(field.data or ""):
            raise ValidationError(_("Vul de naam van het bedrijf in."))

    def validate_chamber_of_commerce_number(self, field: StringField) -> None:
        if self.registration and not re.fullmatch(r"\d{8}", self.registration):
            raise ValidationError(_("Een KvK-nummer heeft 8 cijfers."))

    def validate_phone(self, field: StringField) -> None:
        check_phone(field)

    def validate_other_phone(self, field: StringField) -> None:
        check_phone(field)

    def validate_email(self, field: StringField) -> None:
        check_email(field)

    def validate_birth_date(self, field: StringField) -> None:
        if field.data and parse_birth_date(field.data) is None:
            raise ValidationError(_("Deze datum klopt niet. Typ dag-maand-jaar, zoals 12-03-1984."))

    def _person(self, *, personal: bool) -> PersonValues | None:
        given = not is_blank(self.person_surname.data or "")
        if self.is_organisation and not given:
            return None
        own = name_values(self.person_initials.data, self.person_prefix.data, self.person_surname.data)
        return PersonValues(
            name=own if given else self.name,
            role=RoleKind(self.company_role.data if self.is_organisation else self.role.data),
            birth_date=parse_birth_date(self.birth_date.data or "") if personal else None,
            salutation=self.salutation.data if personal else "",
        )


def check_phone(field: StringField) -> None:
    """Refuse a number that cannot be dialled, with what to do about it."""
    if field.data:
        try:
            parse_phone(field.data)
        except PhoneError as problem:
            raise ValidationError(problem.message) from problem


def check_email(field: StringField) -> None:
    """Refuse what cannot be an e-mail address."""
    if field.data:
        try:
            validate_email(field.data, check_deliverability=False, test_environment=True)
        except EmailNotValidError as problem:
            raise ValidationError(_("Dit e-mailadres klopt niet. Een adres lijkt op naam@voorbeeld.nl.")) from problem


def parse_birth_date(text: str) -> date | None:
    """A day in the past in the notations people use; None when it is not one."""
    plain = re.sub(r"[/. ]", "-", text.strip())
    for pattern in ("%d-%m-%Y", "%Y-%m-%d", "%d%m%Y"):
        try:
            born = datetime.strptime(plain, pattern).date()  # noqa: DTZ007 - a birthday has no time zone
        except ValueError:
            continue
        return born if _OLDEST <= born <= local_today() else None
    return None


def name_values(initials: str | None, prefix: str | None, surname: str | None) -> NameValues:
    """The parts of a name as stored; tussenvoegsels typed in the surname count when none were typed apart."""
    split_off, rest = split_surname(surname or "")
    if prefix or not split_off:
        return NameValues(surname or "", normal_initials(initials or ""), normal_prefix(prefix or ""))
    return NameValues(rest, normal_initials(initials or ""), split_off)


def _phone_or_none(text: str | None) -> str | None:
    try:
        return parse_phone(text or "")
    except PhoneError:
        return None
