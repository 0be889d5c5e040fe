"""Dutch public holidays: the seed of the list of closing days that an administrator edits by year.

The Algemene termijnenwet decides which days lengthen a term. Article 3 paragraph 1 names New Year's
Day, Easter Monday, Ascension Day, Whit Monday, both Christmas days, the King's birthday and 5 May
(every year, not only when it is a day off); paragraph 2 puts Good Friday on the same footing. An
association that works on Good Friday or 5 May takes the day off the list.
"""

from datetime import date

from flask_babel import lazy_gettext as _l
from holidays import country_holidays

# The names under which the holidays package knows the days of article 3.
LEGAL_HOLIDAYS: dict[str, str] = {
    "New Year's Day": _l("Nieuwjaarsdag"),
    "Good Friday": _l("Goede Vrijdag"),
    "Easter Monday": _l("Tweede paasdag"),
    "King's Day": _l("Koningsdag"),
    "Liberation Day": _l("Bevrijdingsdag"),
    "Ascension Day": _l("Hemelvaartsdag"),
    "Pentecost Monday": _l("Tweede pinksterdag"),
    "Christmas Day": _l("Eerste kerstdag"),
    "Second Day of Christmas": _l("Tweede kerstdag"),
}


def legal_closing_days(year: int) -> dict[date, str]:
    """The days of article 3 in one year with their Dutch names, in order.

    Sundays (Easter, Whitsun) are left out: they are no working days anyway.
    """
    known = country_holidays("NL", years=year, categories=("public", "optional"), language="en_US")
    found = {day: LEGAL_HOLIDAYS.get(name) for day, name in known.items()}
    return {day: str(name) for day, name in sorted(found.items()) if name is not None}
