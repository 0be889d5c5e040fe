"""A form stores once, however often its button is pressed.

Each form carries a key. The first request claims the key in its own transaction; a second one with the same
key waits for the first, and then gets the same answer. The answer is kept for a day.
"""

import hmac
import json
from datetime import datetime, timedelta

from flask import Flask, Response, current_app, g, request
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import ForeignKey, UniqueConstraint, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from contactapp.background.jobs import add_job
from contactapp.clock import utcnow
from contactapp.db import SAFE_METHODS, Model, db, is_sqlite
from contactapp.web.errors import DomainError

KEY_FIELD = "_key"
KEPT = timedelta(hours=24)
REPLAYED_HEADERS = (
    "Location", "Content-Type",
    "HX-Redirect", "HX-Trigger", "HX-Retarget", "HX-Reswap", "HX-Push-Url", "HX-Replace-Url",
)  # fmt: skip


class FormSubmission(Model):
    """One accepted form, with the answer its sender got."""

    __tablename__ = "form_submission"
    __table_args__ = (UniqueConstraint("user_id", "key"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    key: Mapped[str]
    fingerprint: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[int | None]
    headers: Mapped[str] = mapped_column(default="{}")
    body: Mapped[str] = mapped_column(default="")


class OtherContent(DomainError):
    """The same key came back with other content, or its answer was shown once only; there is nothing to repeat."""

    def __init__(self) -> None:
        super().__init__(_("Dit formulier is al verstuurd. Open de pagina opnieuw als je nog iets wilt vastleggen."))


def replay() -> Response | None:
    """Claim the key of this form, or give the answer of the request that had it before."""
    key = request.form.get(KEY_FIELD, "")[:100] if request.method not in SAFE_METHODS else ""
    if not key or not current_user.is_authenticated:
        return None
    if _claim(key):
        g.form_key = key
        return None
    earlier = db.session.execute(
        select(FormSubmission).where(FormSubmission.user_id == current_user.id, FormSubmission.key == key)
    ).scalar_one()
    if earlier.status is None or earlier.fingerprint != _fingerprint():
        raise OtherContent
    return Response(earlier.body, status=earlier.status, headers=json.loads(earlier.headers))


def show_once() -> None:
    """This answer holds a secret, such as a new password: the key stays claimed, the answer is not kept."""
    g.pop("form_key", None)


def was_accepted(key: str) -> bool:
    """Whether a form with this key was stored before; a draft of it that arrives late is of no use.

    Of a form and its draft the second waits for the first, which claims the key: otherwise neither would see the other,
    and the draft would outlive what it was of.
    """
    key = key[:100]
    if not key:
        return False
    if not _claim(key):
        return True
    mine = FormSubmission.user_id == current_user.id
    db.session.execute(delete(FormSubmission).where(mine, FormSubmission.key == key))
    return False


def remember(response: Response) -> None:
    """Keep the answer with the key this request claimed."""
    key = g.pop("form_key", None)
    if key is None:
        return
    kept = {name: response.headers[name] for name in REPLAYED_HEADERS if name in response.headers}
    db.session.execute(
        update(FormSubmission)
        .where(FormSubmission.user_id == current_user.id, FormSubmission.key == key)
        .values(status=response.status_code, headers=json.dumps(kept), body=response.get_data(as_text=True))
    )


def forget_old() -> None:
    """Drop the answers nobody will ask for again: they hold what people saw."""
    db.session.execute(delete(FormSubmission).where(FormSubmission.created_at < utcnow() - KEPT))


def init_app(app: Flask) -> None:
    app.before_request(replay)
    add_job(app, "forget-forms", timedelta(hours=1), forget_old)


def _claim(key: str) -> bool:
    """Whether this request is the first with the key; on PostgreSQL a second one waits here for the first."""
    dialect_insert = sqlite.insert if is_sqlite() else postgresql.insert
    row = {"user_id": current_user.id, "key": key, "fingerprint": _fingerprint(), "created_at": utcnow()}
    statement = dialect_insert(FormSubmission).values(headers="{}", body="", **row).on_conflict_do_nothing()
    # Not the row count: PostgreSQL's driver does not tell it for an insert that returns its key.
    return db.session.scalar(statement.returning(FormSubmission.id)) is not None


def _fingerprint() -> str:
    content = sorted(
        (name, value) for name, value in request.form.items(multi=True) if name not in {KEY_FIELD, "csrf_token"}
    )
    files = sorted((name, file.filename) for name, file in request.files.items(multi=True))
    # Keyed, because a form can hold a password: nobody may try passwords against a stolen copy of this table.
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, json.dumps([request.path, content, files]).encode(), "sha256").hexdigest()
