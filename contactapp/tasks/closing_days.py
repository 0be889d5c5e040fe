"""Dutch public holidays: the seed of the list of closing days that an administrator edits by year.

The Algemene termijnenwet decides which days lengthen a term. Article 3 paragraph 1 names New Year's
Day, Easter Monday, Ascension Day, Whit Monday, both Christmas days, the King's birthday and 5 May
(every year, not only when it is a day off); paragraph 2 puts Good Friday on the same footing. An
association that works on Good Friday or 5 May takes the day off the list.
"""

from datetime import date
from functools import lru_cache

from holidays import country_holidays

# What the holidays package calls the days of article 3, and the name we store: data from then on, in Dutch.
LEGAL_HOLIDAYS: dict[str, str] = {
    "New Year's Day": "Nieuwjaarsdag",
    "Good Friday": "Goede Vrijdag",
    "Easter Monday": "Tweede paasdag",
    "King's Day": "Koningsdag",
    "Liberation Day": "Bevrijdingsdag",
    "Ascension Day": "Hemelvaartsdag",
    "Pentecost Monday": "Tweede pinksterdag",
    "Christmas Day": "Eerste kerstdag",
    "Second Day of Christmas": "Tweede kerstdag",
}


@lru_cache(maxsize=64)
def legal_closing_days(year: int) -> dict[date, str]:
    """The days of article 3 in one year with their Dutch names, in order.

    Sundays (Easter, Whitsun) are left out: they are no working days anyway.
    """
    known = country_holidays("NL", years=year, categories=("public", "optional"), language="en_US")
    return {day: LEGAL_HOLIDAYS[name] for day, name in sorted(known.items()) if name in LEGAL_HOLIDAYS}
