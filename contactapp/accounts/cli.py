"""``flask users …``: the first administrator, and help when nobody can sign in."""

import click
from flask import current_app
from flask.cli import AppGroup

from contactapp.accounts import queries
from contactapp.accounts.forms import AN_EMAIL
from contactapp.accounts.membership import appoint_officer, change_roles, make_account
from contactapp.accounts.passwords import WeakPassword, check_strength, hash_password
from contactapp.accounts.signing_in import give_password
from contactapp.db import db
from contactapp.permissions import Role

users = AppGroup("users", help="Members of staff.")


@users.command("create-admin")
@click.option("--email", prompt=True)
@click.option("--name", prompt=True)
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
def create_admin(email: str, name: str, password: str) -> None:
    """Make the first functional administrator."""
    if not AN_EMAIL.match(email):
        raise click.ClickException(f"{email} is not an e-mail address.")
    if queries.user_by_email(email):
        raise click.ClickException(f"{email} exists already.")
    _check(password, [name, email])
    user = make_account(email, name, by=None)
    user.password_hash = hash_password(password)
    change_roles(user, frozenset({Role.ADMINISTRATOR}), by=None)
    db.session.commit()
    click.echo(f"{user.email} can sign in as functional administrator.")


@users.command("set-password")
@click.argument("email")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
def set_password(email: str, password: str) -> None:
    """Give somebody a new password and end their sessions."""
    user = queries.user_by_email(email)
    if user is None:
        raise click.ClickException(f"There is no {email}.")
    _check(password, [user.name, user.email])
    give_password(user, password, by=None)
    db.session.commit()
    click.echo(f"{user.email} has a new password, to be changed at the first sign-in.")


@users.command("make-privacy-officer")
@click.argument("email")
def make_privacy_officer(email: str) -> None:
    """Make somebody the first privacy officer; the next ones they appoint themselves."""
    user = queries.user_by_email(email)
    if user is None:
        raise click.ClickException(f"There is no {email}.")
    appoint_officer(user, by=None)
    db.session.commit()
    click.echo(f"{user.email} is privacy officer.")


def _check(password: str, own_words: list[str]) -> None:
    config = current_app.config["CONTACTAPP"]
    try:
        with current_app.test_request_context():
            check_strength(password, minimum=config.password_minimum, own_words=[*own_words, config.brand_name])
    except WeakPassword as weak:
        raise click.ClickException(weak.message) from weak
