"""Reading and writing news and work instructions."""

from flask import Blueprint, Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.knowledge import news
from contactapp.knowledge.answers import to_html, to_preview
from contactapp.knowledge.forms import NewsForm
from contactapp.knowledge.models import NewsItem
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render

blueprint = Blueprint("knowledge_news", __name__, url_prefix="/knowledge/news")
PAGE = "knowledge/news_edit.html"


@blueprint.get("")
@permit(Permission.KNOWLEDGE_VIEW)
def items() -> Response:
    cursor = request.args.get("cursor")
    unread = [] if cursor else news.all_unread(current_user)
    return render("knowledge/news.html", unread=unread, page=news.others(current_user, cursor), to_html=to_html)


@blueprint.post("/<int:item_id>/reading")
@permit(Permission.KNOWLEDGE_VIEW)
def read_item(item_id: int) -> Response:
    news.mark_read(_item(item_id), by=current_user)
    return done(to=url_for(".items"), message=_("Gelezen."))


@blueprint.get("/new")
@permit(Permission.KNOWLEDGE_EDIT)
def new_item() -> Response:
    return _form(NewsForm(), None)


@blueprint.post("/new")
@permit(Permission.KNOWLEDGE_EDIT)
def create_item() -> Response:
    form = NewsForm()
    if not form.validate():
        return invalid(PAGE, form=form, item=None, preview=to_preview(form.text.data or ""))
    item = NewsItem()
    form.fill(item)
    news.post(item, by=current_user)
    return done(to=url_for(".items"), message=_("Het bericht is geplaatst."))


@blueprint.get("/<int:item_id>/edit")
@permit(Permission.KNOWLEDGE_EDIT)
def edit_item(item_id: int) -> Response:
    item = _item(item_id)
    return _form(NewsForm.of(item), item)


@blueprint.post("/<int:item_id>/edit")
@permit(Permission.KNOWLEDGE_EDIT)
def change_item(item_id: int) -> Response:
    item = _item(item_id)
    form = NewsForm()
    if not form.validate():
        return invalid(PAGE, form=form, item=item, preview=to_preview(form.text.data or ""))
    form.check_newest(item)
    form.fill(item)
    news.change(item, by=current_user, read_again=form.read_again.data)
    return done(to=url_for(".items"), message=_("Het bericht is bewaard."))


def _form(form: NewsForm, item: NewsItem | None) -> Response:
    return render(PAGE, form=form, item=item, preview=to_preview(form.text.data or ""))


def _item(item_id: int) -> NewsItem:
    return news.item_for(current_user, item_id) or abort(404)
