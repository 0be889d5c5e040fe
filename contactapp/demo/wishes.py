"""How some contacts like to be reached, or would rather not be."""

from collections.abc import Iterable
from random import Random
from typing import Any

import sqlalchemy as sa

from contactapp.contacts.codes import PreferredChannel
from contactapp.contacts.models import Contact

_ONE_IN = 9
_WISHES: tuple[dict[str, Any], ...] = (
    {"preferred_channel": PreferredChannel.EMAIL},
    {"preferred_channel": PreferredChannel.EMAIL},
    {"preferred_channel": PreferredChannel.APP},
    {"preferred_channel": PreferredChannel.LETTER},
    {"preferred_channel": PreferredChannel.LETTER, "do_not_mail": True},
    {"preferred_channel": PreferredChannel.PHONE, "do_not_mail": True},
    {"preferred_channel": PreferredChannel.EMAIL, "do_not_call": True},
    {"language": "en"},
    {"language": "tr"},
    {"language": "pl"},
    {"language": "uk", "preferred_channel": PreferredChannel.APP},
)


def add_wishes(connection: sa.Connection, contact_ids: Iterable[int], dice: Random) -> None:
    """Give one in so many of these contacts a wish."""
    wished: list[list[int]] = [[] for _wish in _WISHES]
    for contact_id in contact_ids:
        if dice.randrange(_ONE_IN) == 0:
            wished[dice.randrange(len(_WISHES))].append(contact_id)
    for wish, ids in zip(_WISHES, wished, strict=True):
        connection.execute(sa.update(Contact).where(Contact.id.in_(ids)).values(wish))
