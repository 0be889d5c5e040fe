"""The fixed code lists of this area; what they are called on screen stands in `wording.py`."""

from enum import StrEnum


class ContactKind(StrEnum):
    HOUSEHOLD = "household"
    ORGANISATION = "organisation"
    PERSON = "person"


class ContactPointKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"


class AddressKind(StrEnum):
    HOME = "home"
    POSTAL = "postal"


class RoleKind(StrEnum):
    """What a person is to a household or organisation."""

    MAIN_TENANT = "main_tenant"  # hoofdhuurder
    CO_TENANT = "co_tenant"  # medehuurder
    RESIDENT = "resident"  # bewoner
    HOME_SEEKER = "home_seeker"  # woningzoekende
    CONTACT_PERSON = "contact_person"  # contactpersoon
    ADMINISTRATOR = "administrator"  # bewindvoerder
    REPRESENTATIVE = "representative"  # gemachtigde
    EMPLOYEE = "employee"  # medewerker van een bedrijf


# Whoever speaks on behalf of a household can be called when the household itself would rather not be.
SPEAKS_FOR_OTHERS = frozenset({RoleKind.ADMINISTRATOR, RoleKind.REPRESENTATIVE})


class PreferredChannel(StrEnum):
    """How somebody likes to be reached; VERA's codes, as contact moments have them."""

    PHONE = "TEL"
    EMAIL = "EMA"
    LETTER = "BRI"
    APP = "APP"
    SMS = "SMS"


class ChangedField(StrEnum):
    """What was changed of a contact, in the log."""

    NAME = "name"
    REACH = "reach"
    ADDRESS = "address"
    PREFERENCES = "preferences"


class SignalKind(StrEnum):
    """A warning everyone must see before they speak or visit."""

    AGGRESSION = "aggression"
    VISIT_IN_PAIRS = "visit_in_pairs"
    ADMINISTRATION = "administration"  # bewindvoering
    INTERPRETER = "interpreter"
    VULNERABLE = "vulnerable"
    OTHER = "other"
