"""Storing the records of a knowledge base. What is there already, by code or by words, is brought up to date."""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from contactapp.accounts.models import User
from contactapp.clock import local_today
from contactapp.db import db
from contactapp.knowledge import editing, filing
from contactapp.knowledge.contents import Content, apply, content_of, keep_version
from contactapp.knowledge.models import Faq, FaqFile, FaqStatus, FaqVersion, GlossaryTerm, NewsItem, NewsKind
from contactapp.knowledge.queries import concept_of
from contactapp.knowledge.transfer.checking import CONTENT, kind_of
from contactapp.knowledge.transfer.naming import Names
from contactapp.knowledge.transfer.reading import Record, RowRefused, Source, is_faq
from contactapp.permissions import Permission
from contactapp.web.files import clean_name, media_type_of

_AT_ONCE = 500  # parameters in one statement


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


class Store:
    """Stores records one by one. ``trial`` leaves nothing outside the database."""

    def __init__(self, source: Source, *, by: User | None, trial: bool = False) -> None:
        self._source, self._by, self._trial = source, by, trial
        # Who keeps the settings may bring a past along; from others a file could put words in a colleague's mouth.
        self._is_believed = by is None or by.can(Permission.SETTINGS_ADMIN)
        self._names = Names()
        self._faqs: dict[str, Faq] = {}
        self._codes = source.codes | set(db.session.scalars(select(Faq.code)))
        self._kinds: dict[str, Callable[[Record], Outcome]] = {
            "category": self._category,
            "faq": self._faq,
            "term": _term,
            "news": self._news,
        }

    def store_all(self, records: Iterable[tuple[int, Record | RowRefused]]) -> list[tuple[int, Outcome | RowRefused]]:
        """Store these, and say of each line what became of it."""
        batch = list(records)
        self._load([record["id"] for _line, record in batch if is_faq(record)])
        outcomes = [(line, self._stored(record)) for line, record in batch]
        db.session.flush()
        return outcomes

    def link(self, *, refused: Collection[int]) -> None:
        """After all records: what belongs together, which may stand further on in the file; what was refused not."""
        stored = [record for line, record in self._source.records if line not in refused and is_faq(record)]
        wanted = {record["id"]: record["related"] for record in stored if "related" in record}
        everything = select(Faq).options(selectinload(Faq.related))
        by_code = {faq.code: faq for faq in db.session.scalars(everything)} if wanted else {}
        for code in wanted.keys() & by_code.keys():
            related = [other for other in wanted[code] if other in by_code]
            if set(related) != {other.code for other in by_code[code].related}:
                by_code[code].related = [by_code[other] for other in related]

    def _load(self, codes: list[str]) -> None:
        for start in range(0, len(codes), _AT_ONCE):
            some = select(Faq).where(Faq.code.in_(codes[start : start + _AT_ONCE])).options(selectinload(Faq.related))
            self._faqs |= {faq.code: faq for faq in db.session.scalars(some)}

    def _stored(self, record: Record | RowRefused) -> Outcome | RowRefused:
        if isinstance(record, RowRefused):
            return record
        try:
            return self._kinds[kind_of(record)](record)
        except RowRefused as refusal:
            return refusal

    def _category(self, record: Record) -> Outcome:
        known = self._names.category(record["path"])
        category = self._names.made_category(record["path"], position=record.get("position"))
        if known is None:
            return Outcome.ADDED
        return _brought(category, {"position": record.get("position", category.position)})

    def _faq(self, record: Record) -> Outcome:
        faq = self._faqs.get(record["id"])
        files = self._new_files(faq, record)  # first: one that is refused takes the whole record along
        if record.get("category"):
            self._names.made_category(record["category"])
        if faq is None:
            self._add_files(self._added_faq(record), files)
            return Outcome.ADDED
        changed = self._change_faq(faq, record)
        self._add_files(faq, files)
        return Outcome.CHANGED if changed or files else Outcome.SAME

    def _added_faq(self, record: Record) -> Faq:
        content = self._content(record)
        faq = Faq(code=record["id"], version=0, status=FaqStatus(record.get("status", FaqStatus.PUBLISHED)))
        apply(_without_related(content), faq)
        faq.checked_on = _day(record["checked_on"]) if "checked_on" in record else local_today()
        db.session.add(faq)
        self._faqs[faq.code] = faq
        if not record.get("versions"):
            version = keep_version(faq, by=self._by, published=faq.status == FaqStatus.PUBLISHED)
            version.content |= {"related": content.get("related", [])}  # some may stand further on in the file
        else:
            self._add_past(faq, record["versions"])
        # The next one gets a number of its own, whatever the file says is the newest.
        faq.version = max(record.get("version", 0), faq.version)
        if "changed_at" in record:
            faq.changed_at = datetime.fromisoformat(record["changed_at"])
            db.session.flush()
        return faq

    def _add_past(self, faq: Faq, rows: list[Record]) -> None:
        db.session.flush()
        versions = [self._version(faq, row) for row in rows]
        faq.version = max(version.version for version in versions)
        db.session.add_all(versions)

    def _change_faq(self, faq: Faq, record: Record) -> bool:
        before = (content_of(faq), faq.status, faq.checked_on)
        content = before[0] | self._content(record)
        if set(content["related"]) == set(before[0]["related"]):
            content["related"] = before[0]["related"]  # their order says nothing
        apply(_without_related(content), faq)
        faq.status = FaqStatus(record.get("status", faq.status))
        faq.checked_on = _day(record.get("checked_on")) or faq.checked_on
        if (content, faq.status, faq.checked_on) == before:
            return False
        concept = concept_of(faq) if before[1] != FaqStatus.DRAFT else None
        keep_version(faq, by=self._by, published=faq.status == FaqStatus.PUBLISHED, content=content)
        if concept is not None:
            editing.keep_beside(faq, concept)
        return True

    def _content(self, record: Record) -> Content:
        """What a record says; what it does not speak of is left out, and so are people and teams nobody here knows."""
        content = self._names.inside(_known(record))
        if content.get("owner_id", 0) is None:
            del content["owner_id"]
        if record.get("team") and content["team_id"] is None:
            del content["team_id"]
        if "related" in content:
            content["related"] = [code for code in content["related"] if code in self._codes]
        for name in ("publish_from", "publish_until"):
            if content.get(name):
                # As the database gives it back, so that the same moment is the same text.
                content[name] = datetime.fromisoformat(content[name]).astimezone(UTC).isoformat()
        return content

    def _version(self, faq: Faq, row: Record) -> FaqVersion:
        return FaqVersion(
            faq_id=faq.id,
            **{name: row[name] for name in ("version", "published", "submitted", "return_reason")},
            at=datetime.fromisoformat(row["at"]),
            author_id=self._doer(row["author"]),
            approved_by_id=self._judge(row["approved_by"]),
            returned_by_id=self._judge(row["returned_by"]),
            content=self._names.inside(_known(row["content"])),
        )

    def _doer(self, email: str) -> int | None:
        """Who did it, as the file says; an editor can only say it of themselves."""
        return self._names.user(email) if self._is_believed else self._by.id if self._by else None

    def _judge(self, email: str) -> int | None:
        """Which colleague judged it, as the file says; no editor says that for another."""
        return self._names.user(email) if self._is_believed else None

    def _new_files(self, faq: Faq | None, record: Record) -> list[tuple[FaqFile, bytes]]:
        """The files that came along and are not there yet."""
        return [new for row in record.get("files", ()) if (new := self._new_file(faq, row)) is not None]

    def _new_file(self, faq: Faq | None, row: Record) -> tuple[FaqFile, bytes] | None:
        known = db.session.scalar(select(FaqFile).where(FaqFile.token == row["token"]))
        if known is not None and (faq is None or known.faq_id != faq.id):
            raise RowRefused(_("bestand %(name)s hoort bij een ander antwoord", name=row["name"]))
        content = None if known is not None else self._source.bytes_of(row["token"])
        if content is None:
            return None
        name = clean_name(row["name"])
        media_type = media_type_of(name, content, kinds=filing.KINDS)
        if media_type is None:
            raise RowRefused(_("bestand %(name)s is niet wat zijn naam zegt", name=name))
        file = FaqFile(token=row["token"], name=name, media_type=media_type, size=len(content))
        file.added_at = datetime.fromisoformat(row["added_at"])
        file.added_by_id = self._doer(row["added_by"])
        return file, content

    def _add_files(self, faq: Faq, files: Iterable[tuple[FaqFile, bytes]]) -> None:
        for file, content in files:
            file.faq_id = faq.id
            db.session.add(file)
            if not self._trial:
                filing.write(file.token, content)

    def _news(self, record: Record) -> Outcome:
        moment = datetime.fromisoformat(record["visible_from"])
        key = (NewsItem.title == record["title"], NewsItem.visible_from == moment)
        item = db.session.scalar(select(NewsItem).where(*key))
        until = record.get("visible_until")
        values = {
            "text": record["text"],
            "kind": NewsKind(record.get("type", NewsKind.NEWS)),
            "important": record.get("important", False),
            "team_id": self._names.team(record.get("team", "")),
            "visible_until": datetime.fromisoformat(until) if until else None,
        }
        if record.get("team") and values["team_id"] is None:
            # Without it everybody would read what was meant for one team.
            raise RowRefused(_("team %(name)s kennen we niet", name=record["team"]))
        if item is not None:
            return _brought(item, values)
        author = self._doer(record.get("author", ""))
        db.session.add(NewsItem(title=record["title"], visible_from=moment, author_id=author, **values))
        return Outcome.ADDED


def _term(record: Record) -> Outcome:
    key = (GlossaryTerm.expression == record["expression"], GlossaryTerm.meaning == record["meaning"])
    active = record.get("active", True)
    term = db.session.scalar(select(GlossaryTerm).where(*key))
    if term is not None:
        return _brought(term, {"active": active})
    db.session.add(GlossaryTerm(expression=record["expression"], meaning=record["meaning"], active=active))
    return Outcome.ADDED


def _brought(row: object, values: dict[str, Any]) -> Outcome:
    """Bring what is there up to date."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return Outcome.CHANGED if differing else Outcome.SAME


def _known(row: Record) -> Record:
    """The fields of a content; what else a file says, such as an id of another database, does not come in."""
    return {name: value for name, value in row.items() if name in CONTENT}


def _without_related(content: Content) -> Content:
    return {name: value for name, value in content.items() if name != "related"}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
