"""The kinds of files that can be read, by the name both the command and the screen use."""

from collections.abc import Callable

from contactapp.contacts.importing.people import Contacts
from contactapp.contacts.importing.reading import Importer
from contactapp.contacts.importing.rentals import Addresses, Customers, Leases, Units

FILES: dict[str, Callable[[], Importer]] = {
    "contacts": Contacts,
    "customers": Customers,
    "units": Units,
    "leases": Leases,
    "addresses": Addresses,
}
