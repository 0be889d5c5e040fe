"""What we ask of acts on many tickets."""

from collections.abc import Sequence

from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.desk.bulk.models import UNDO_WITHIN, BulkAct


def bulk_act(act_id: int, user: User) -> BulkAct | None:
    """An act of this colleague; those of others do not exist for them."""
    return db.session.scalar(select(BulkAct).where(BulkAct.id == act_id, BulkAct.user_id == user.id))


def recent_acts(user: User) -> Sequence[BulkAct]:
    """What this colleague did to many tickets and can still undo, the latest first."""
    mine = select(BulkAct).where(BulkAct.user_id == user.id, BulkAct.undone_at.is_(None))
    return db.session.scalars(
        mine.where(BulkAct.at > utcnow() - UNDO_WITHIN).order_by(BulkAct.id.desc()).limit(3)
    ).all()
