"""What we ask of tickets, contact moments, templates and conversations."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from contactapp.accounts.models import User
from contactapp.clock import local_today
from contactapp.contacts.models import Contact, ContactRole
from contactapp.db import db, is_writing
from contactapp.interactions.attachments import Attachment
from contactapp.interactions.models import (
    ContactMoment,
    Conversation,
    InteractionTemplate,
    StandardText,
    TemplateFavourite,
    Ticket,
    TicketFollower,
    TicketStatus,
)
from contactapp.interactions.templates import TicketPolicy
from contactapp.knowledge.models import Faq


def ticket_by_number(number: str) -> Ticket | None:
    """The ticket with its contact, subject and contact moments; a merged number leads to where it went."""
    ticket = db.session.scalars(_ticket_page().where(Ticket.number == number.upper())).unique().one_or_none()
    while ticket is not None and ticket.merged_into_id is not None:
        ticket = db.session.scalars(_ticket_page().where(Ticket.id == ticket.merged_into_id)).unique().one()
    return ticket


@cache
def _ticket_page() -> Select[Ticket]:
    """Composed once: that costs as much as running it."""
    return select(Ticket).options(
        joinedload(Ticket.faq).load_only(Faq.code, Faq.title),
        joinedload(Ticket.unit),
        joinedload(Ticket.linked_ticket),
        joinedload(Ticket.followers),
        *_customer(),
        selectinload(Ticket.contact_moments).options(
            joinedload(ContactMoment.author),
            joinedload(ContactMoment.person),
            joinedload(ContactMoment.attachments),
            joinedload(ContactMoment.conversation).load_only(Conversation.consulted),
        ),
    )


def _customer() -> list[ORMOption]:
    """Whose ticket it is, as the page shows them: their few rows come along with the ticket, their people apart."""
    contact = joinedload(Ticket.contact)
    people = contact.selectinload(Contact.people).joinedload(ContactRole.person)
    return [
        contact.joinedload(Contact.customer),
        contact.joinedload(Contact.addresses),
        contact.joinedload(Contact.signals),
        contact.joinedload(Contact.contact_points),
        people.joinedload(Contact.contact_points),
        people.joinedload(Contact.signals),
    ]


def open_tickets_on(contact_id: int, *, faq_id: int | None, subject: str = "") -> Sequence[Ticket]:
    """Open tickets of a contact on the same subject (R31)."""
    same = Ticket.faq_id == faq_id if faq_id else Ticket.subject == subject
    return db.session.scalars(
        select(Ticket)
        .where(Ticket.contact_id == contact_id, Ticket.status == TicketStatus.OPEN, same)
        .order_by(Ticket.last_activity_at.desc())
        .limit(3)
    ).all()


def contact_moment(moment_id: int) -> ContactMoment | None:
    """One contact moment with its ticket."""
    return db.session.scalars(
        select(ContactMoment).where(ContactMoment.id == moment_id).options(joinedload(ContactMoment.ticket))
    ).one_or_none()


def templates_and_policy(
    user_id: int | None, *, day: date | None = None
) -> tuple[list[tuple[InteractionTemplate, bool]], bool]:
    """The templates to choose from today, and whether a subject may be other than an answer: both in one statement.

    Own favourites come first, then the rest in their order; each with whether it is a favourite of this colleague.
    """
    today = day or local_today()
    chosen = (TemplateFavourite.template_id == InteractionTemplate.id) & (TemplateFavourite.user_id == user_id)
    query = (
        select(InteractionTemplate, TemplateFavourite.id.is_not(None), _own_subjects().scalar_subquery())
        .outerjoin(TemplateFavourite, chosen)
        .options(joinedload(InteractionTemplate.team))
        .where(
            or_(InteractionTemplate.active_from.is_(None), InteractionTemplate.active_from <= today),
            or_(InteractionTemplate.active_until.is_(None), InteractionTemplate.active_until >= today),
        )
        .order_by(TemplateFavourite.id.is_(None), InteractionTemplate.position, InteractionTemplate.name)
    )
    rows = db.session.execute(query).all()
    return [(row[0], bool(row[1])) for row in rows], rows[0][2] is not False if rows else own_subjects_allowed()


def ticket_policy() -> TicketPolicy | None:
    """How the association wants its tickets kept, once it said so."""
    return db.session.scalar(select(TicketPolicy))


def own_subjects_allowed() -> bool:
    """Whether a subject may be other than an answer of the knowledge base."""
    return db.session.scalar(_own_subjects()) is not False


def _own_subjects() -> Select[bool]:
    return select(TicketPolicy.own_subjects).limit(1)


def all_templates() -> Sequence[InteractionTemplate]:
    """Every template, ended ones too, for the administration."""
    return db.session.scalars(
        select(InteractionTemplate)
        .options(joinedload(InteractionTemplate.team))
        .order_by(InteractionTemplate.position, InteractionTemplate.name)
    ).all()


def template_by_code(code: str) -> InteractionTemplate | None:
    """A template, ended or not."""
    return db.session.scalars(
        select(InteractionTemplate)
        .where(InteractionTemplate.code == code)
        .options(joinedload(InteractionTemplate.team))
    ).one_or_none()


def standard_texts() -> Sequence[StandardText]:
    """The sentences to choose from."""
    return db.session.scalars(select(StandardText).order_by(StandardText.position, StandardText.name)).all()


def running_conversations(user: User) -> Sequence[Conversation]:
    """What this colleague has open, the oldest first, so that the numbers on the keys stay put."""
    return db.session.scalars(_running_conversations(), {"user_id": user.id}).all()


@cache
def _running_conversations() -> Select[Conversation]:
    """Asked by every page, so it is composed once."""
    return (
        select(Conversation)
        .where(Conversation.user_id == bindparam("user_id"), Conversation.ended_at.is_(None))
        .options(joinedload(Conversation.contact))
        .order_by(Conversation.id)
    )


def conversation_of(user_id: int, conversation_id: int) -> Conversation | None:
    """One conversation of this colleague; those of others do not exist for them.

    Two windows that save at the same moment wait for each other: the second one sees what the first one saved.
    """
    own = select(Conversation).where(Conversation.id == conversation_id, Conversation.user_id == user_id)
    if is_writing():
        return db.session.scalar(own.with_for_update().execution_options(populate_existing=True))
    return db.session.scalars(own.options(joinedload(Conversation.contact))).one_or_none()


def follow_ups_begun_on(ticket: Ticket) -> Sequence[Conversation]:
    """The drafts of a follow-up on a ticket, of whatever colleague.

    Asked colleague by colleague: what runs is found by whose it is, and there are millions that ended.
    """
    running = select(Conversation).where(Conversation.user_id.in_(select(User.id)), Conversation.ended_at.is_(None))
    return db.session.scalars(running.where(Conversation.ticket_number == ticket.number)).all()


def favourites_of(user: User) -> set[int]:
    """The ids of the templates this colleague wants at the top."""
    return set(db.session.scalars(select(TemplateFavourite.template_id).where(TemplateFavourite.user_id == user.id)))


def attachment_by_id(attachment_id: int) -> Attachment | None:
    """One file with the contact moment it came with."""
    return db.session.scalar(
        select(Attachment).where(Attachment.id == attachment_id).options(joinedload(Attachment.contact_moment))
    )


def standard_text_by_id(text_id: int) -> StandardText | None:
    """One sentence to choose from."""
    return db.session.get(StandardText, text_id)


def tickets_linked_to(ticket: Ticket) -> Select[Ticket]:
    """The tickets that say they belong with this one, the oldest first."""
    return select(Ticket).where(Ticket.linked_ticket_id == ticket.id).order_by(Ticket.id)


def follower_of(ticket: Ticket, user: User) -> TicketFollower | None:
    """Whether, and as which row, a colleague follows a ticket."""
    mine = select(TicketFollower).where(TicketFollower.user_id == user.id)
    return db.session.scalar(mine.where(TicketFollower.ticket_id == ticket.id))


def follower_ids(ticket: Ticket) -> Sequence[int]:
    """Who follows a ticket."""
    mine = select(TicketFollower.user_id).where(TicketFollower.ticket_id == ticket.id)
    return db.session.scalars(mine.order_by(TicketFollower.user_id)).all()


def following_of(user: User, ticket_ids: Iterable[int]) -> frozenset[int]:
    """Which of these tickets a colleague follows."""
    mine = select(TicketFollower.ticket_id).where(TicketFollower.user_id == user.id)
    return frozenset(db.session.scalars(mine.where(TicketFollower.ticket_id.in_(tuple(ticket_ids)))))


def followed_tickets(user: User, *, size: int) -> Sequence[Ticket]:
    """What a colleague follows, the latest activity first."""
    mine = select(TicketFollower.ticket_id).where(TicketFollower.user_id == user.id)
    newest = (Ticket.last_activity_at.desc(), Ticket.id.desc())
    return db.session.scalars(select(Ticket).where(Ticket.id.in_(mine)).order_by(*newest).limit(size)).all()


def tickets_numbered(numbers: Iterable[str]) -> Sequence[Ticket]:
    """The tickets with these numbers, as far as they exist, the newest first."""
    query = select(Ticket).where(Ticket.number.in_(tuple(numbers)))
    shown = (joinedload(Ticket.contact), joinedload(Ticket.merged_into))
    return db.session.scalars(query.options(*shown).order_by(Ticket.id.desc())).all()


def tickets_to_change(numbers: Iterable[str], *, others: Iterable[int] = ()) -> Sequence[Ticket]:
    """The same, with what changing them needs, kept for us until the transaction ends.

    Args:
        numbers: which tickets.
        others: ids of what changes along with them. All are kept at once and in one order, so that two acts over the
            same tickets wait for each other and never both at once.
    """
    wanted = set(numbers)
    kept = db.session.scalars(
        select(Ticket)
        .where(or_(Ticket.number.in_(wanted), Ticket.id.in_(tuple(others))))
        .options(
            joinedload(Ticket.contact),
            joinedload(Ticket.faq),
            joinedload(Ticket.merged_into),
            joinedload(Ticket.linked_ticket),
            selectinload(Ticket.contact_moments),
        )
        .order_by(Ticket.id)
        .with_for_update(of=Ticket)
        .execution_options(populate_existing=True)
    ).all()
    return [ticket for ticket in kept if ticket.number in wanted]
