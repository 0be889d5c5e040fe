"""Reading contacts, customers, units, leases and addresses from CSV files of other systems.

Rows are keyed on ``source`` and ``external_id``: reading a file again changes what changed and adds
nothing twice. A row that cannot be stored is refused with its line number and a reason; the others
are stored. ``docs/imports.md`` describes the columns.
"""

from contactapp.contacts.importing.reading import BadFile, Outcome, RowRefused, Tally, import_file

__all__ = ["BadFile", "Outcome", "RowRefused", "Tally", "import_file"]
