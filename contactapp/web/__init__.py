"""What every page needs, whatever it is about."""

from flask import Flask

from contactapp.web import (
    access,
    assets,
    browser,
    drawing,
    errors,
    figures,
    formats,
    forms,
    health,
    idempotency,
    identifiers,
    languages,
    layout,
    navigation,
    numbering,
    styleguide,
    transaction,
)


def init_app(app: Flask) -> None:
    """Wire the frame. The order of the checks matters: host, sign-in, origin and token, text, key of the form."""
    identifiers.init_app(app)  # before the first address is added
    languages.init_app(app)
    transaction.init_app(app)  # the first after_request registered is the last to run
    browser.init_app(app)
    errors.init_app(app)
    assets.init_app(app)
    figures.init_app(app)
    formats.init_app(app)
    drawing.init_app(app)
    navigation.init_app(app)
    layout.init_app(app)
    app.register_blueprint(styleguide.blueprint)
    app.register_blueprint(health.blueprint)
    app.before_request(browser.refuse_strange_host)
    app.before_request(browser.limit_text)
    app.before_request(access.check_access)
    app.before_request(browser.check_origin)
    app.before_request(browser.check_text)
    idempotency.init_app(app)
    app.jinja_env.globals.update(
        can=access.can, hidden_tag=forms.hidden_tag, brand_name=app.config["CONTACTAPP"].brand_name
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


__all__ = ["init_app", "numbering"]
