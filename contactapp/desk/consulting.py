"""The FAQs somebody opens during a conversation are remembered with it, and offered as its subject (R64)."""

from flask import Flask, Response, request
from flask_login import current_user

from contactapp.accounts.models import User
from contactapp.desk.conversing import current_conversation
from contactapp.interactions.models import Conversation
from contactapp.interactions.queries import conversation_of
from contactapp.knowledge.queries import faqs_by_code
from contactapp.knowledge.results import option
from contactapp.web.transaction import write_afterwards

_READING = {"knowledge.faq", "knowledge.aside"}


def remember_consulted(response: Response) -> Response:
    """After reading a FAQ: note it in the conversation that is on screen, or in the newest one."""
    if request.endpoint not in _READING or response.status_code != 200 or not current_user.is_authenticated:
        return response
    running = current_conversation()
    if running is not None:
        code, user_id, conversation_id = (request.view_args or {})["code"], current_user.id, running.id
        write_afterwards(lambda: _note(user_id, conversation_id, code))
    return response


def consulted_answers(conversation: Conversation | None, user: User) -> list[dict[str, str]]:
    """What was opened during this conversation, the latest first, as lines to choose from."""
    codes = conversation.consulted if conversation else []
    return [option(faq) for faq in faqs_by_code(user, codes)] if codes else []


def _note(user_id: int, conversation_id: int, code: str) -> None:
    conversation = conversation_of(user_id, conversation_id)
    if conversation is not None:
        conversation.consult(code)


def init_app(app: Flask) -> None:
    app.after_request(remember_consulted)
    app.jinja_env.globals["consulted_answers"] = consulted_answers
