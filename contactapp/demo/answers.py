"""The knowledge base of Zilverlinde, and the scripts that tell what was asked about each answer."""

import json
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa

from contactapp.contacts.names import words
from contactapp.demo.bulk import table_of
from contactapp.demo.hours import Clock, local
from contactapp.demo.staff import TEAMS, Staff
from contactapp.demo.wording import Caller, Script, read_scripts, story_of
from contactapp.knowledge.models import Audience, Faq, FaqCategory, FaqSearch, FaqVersion, NewsItem, NewsKind
from contactapp.knowledge.transfer import importing

SOURCE = Path(__file__).parent / "knowledge" / "faqs.jsonl"
NEWS = Path(__file__).parent / "knowledge" / "news.json"
SEARCHES = Path(__file__).parent / "knowledge" / "searches.json"
# A concept, one that is over, and one from the archive: agents do not find them, editors do (R62).
UNFOUND = Path(__file__).with_suffix(".json")
_ASKED_OFTEN = {"Reparatie en onderhoud": 1.7, "Huur en betalen": 1.3}
_OVER = "KB-302"
_TEAM_CODES = {name: code for code, name in TEAMS.items()}


def add_answers(connection: sa.Connection, staff: Staff, clock: Clock, dice: Random) -> dict[str, int]:
    """Import the FAQs and give them an owner and a past; their ids by code."""
    importing.import_file(SOURCE)
    importing.import_rows(json.loads(UNFOUND.read_text(encoding="utf-8")))
    ids = {row.code: row.id for row in connection.execute(sa.select(Faq.code, Faq.id).order_by(Faq.code))}
    owners = [each.id for each in staff.members("redactie")]
    rows = [_past(faq_id, owners, clock, dice) for faq_id in ids.values()]
    faq, version = table_of(Faq), table_of(FaqVersion)
    connection.execute(_update(faq, "id", ("owner_id", "changed_at", "checked_on", "review_on")), rows)
    connection.execute(_update(version, "faq_id", ("at", "author_id")), rows)
    _date_contents(connection, rows)
    connection.execute(faq.update().where(faq.c.code == _OVER).values(publish_until=clock.now - timedelta(days=12)))
    _add_news(connection, staff, clock)
    _add_searches(connection, ids, clock)
    return ids


def _date_contents(connection: sa.Connection, rows: list[dict[str, Any]]) -> None:
    """Let each version name the owner and the next check of its FAQ, so that a comparison shows only changes."""
    version, past = table_of(FaqVersion), {row["faq"]: row for row in rows}
    for kept in connection.execute(sa.select(version.c.id, version.c.faq_id, version.c.content)).all():
        row = past[kept.faq_id]
        dated = {"owner_id": row["new_owner_id"], "review_on": row["new_review_on"].isoformat()}
        connection.execute(version.update().where(version.c.id == kept.id).values(content=kept.content | dated))


def _add_news(connection: sa.Connection, staff: Staff, clock: Clock) -> None:
    """What colleagues find unread on their start page; "from" and "until" count in days from today."""
    for item in json.loads(NEWS.read_text(encoding="utf-8")):
        team, until = item.get("team"), item.get("until")
        connection.execute(
            table_of(NewsItem).insert(),
            {
                "title": item["title"],
                "text": item["text"],
                "kind": NewsKind(item["kind"]),
                "important": item["important"],
                "team_id": staff.team_ids[team] if team else None,
                "author_id": staff.named("Eva Smit").id,
                "visible_from": local(clock.today + timedelta(days=item["from"]), time(7)),
                "visible_until": local(clock.today + timedelta(days=until), time(0)) if until else None,
            },
        )


def _add_searches(connection: sa.Connection, ids: dict[str, int], clock: Clock) -> None:
    """What colleagues looked for in vain these weeks, and what they opened in the end."""
    rows: list[dict[str, Any]] = []
    for place, asked in enumerate(json.loads(SEARCHES.read_text(encoding="utf-8"))):
        one = {"words": asked["words"], "at": clock.now - timedelta(days=2 + 5 * place), "results": asked["results"]}
        rows += [one | {"opened_id": None}] * asked["misses"]
        rows += [one | {"opened_id": ids[asked["opened"]]}] if asked["opened"] else []
    connection.execute(table_of(FaqSearch).insert(), rows)


def scripts(connection: sa.Connection, faq_ids: dict[str, int], dice: Random) -> list[Script]:
    """What people ask, for every answer for which texts were written."""
    subjects = dict(_subjects(connection))
    found = []
    for entry in read_scripts():
        code = str(entry["faq"])
        popularity = dice.gammavariate(3.0, 0.4) + 0.1
        if code in subjects:
            found.append(_script(entry, code, faq_ids[code], *subjects[code], popularity=popularity))
    return found


def _script(entry: dict[str, Any], code: str, faq_id: int, category: str, portal: bool, *, popularity: float) -> Script:
    team = _TEAM_CODES.get(entry["team"]) or "-".join(words(entry["team"]))
    return Script(
        code=code,
        faq_id=faq_id,
        category=category,
        in_portal=portal,
        subject=entry["subject"],
        team=team,
        caller=Caller(entry.get("caller", "")),
        notes=tuple(entry["notes"]),
        stories=tuple(story_of(told, team) for told in entry["stories"]),
        popularity=popularity * _ASKED_OFTEN.get(category, 0.8),
    )


def _subjects(connection: sa.Connection) -> Iterable[tuple[str, tuple[str, bool]]]:
    """Main category and audience of each FAQ."""
    parents = {row.id: row for row in connection.execute(sa.select(*table_of(FaqCategory).c))}
    for row in connection.execute(sa.select(Faq.code, Faq.category_id, Faq.audience)):
        shelf = parents.get(row.category_id)
        top = parents.get(shelf.parent_id, shelf) if shelf else None
        yield row.code, (top.name if top else "", row.audience is Audience.PORTAL)


def _past(faq_id: int, owners: list[int], clock: Clock, dice: Random) -> dict[str, Any]:
    """Last changed some time ago, checked since, and to be reviewed a year after that."""
    owner = dice.choice(owners)
    changed_on = clock.today - timedelta(days=dice.randrange(15, 600))
    checked_on = min(changed_on + timedelta(days=dice.choice((0, 0, 90, 180))), clock.today)
    changed_at: datetime = local(changed_on, time(9 + dice.randrange(7), dice.randrange(60)))
    return {
        "faq": faq_id,
        "new_owner_id": owner,
        "new_author_id": owner,
        "new_changed_at": changed_at,
        "new_at": changed_at,
        "new_checked_on": checked_on,
        "new_review_on": checked_on + timedelta(days=365 + dice.randrange(200)),
    }


def _update(table: sa.Table, key: str, names: tuple[str, ...]) -> sa.Update:
    values: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in names}
    return table.update().where(table.c[key] == sa.bindparam("faq")).values(values)
