"""Rules of docs and style that a reader could break without noticing."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import PACKAGE, Module, modules, templates

COMMITS = re.compile(r"^(web/transaction\.py|background/running\.py|.*cli\.py|(demo|benchmark)/.*)$")
VAGUE = {"utils.py", "util.py", "helpers.py", "helper.py", "services.py", "service.py", "common.py", "misc.py"}
ENVIRONMENT = re.compile(r"^(config\.py|benchmark/.*)$")


def test_only_the_transaction_and_commands_commit() -> None:
    commits = (f"{module.name}:{call.lineno}" for module in modules() for call in _calls(module, "commit"))
    assert [place for place in commits if not COMMITS.match(place.split(":")[0])] == []


def test_nothing_uses_the_query_attribute_of_a_model() -> None:
    assert [
        f"{module.name}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr == "query" and _is_class_name(node.value)
    ] == []


def test_a_module_is_named_after_what_it_is_about() -> None:
    assert [module.name for module in modules() if module.path.name in VAGUE] == []
    assert not {"forms.py", "models.py", "views.py", "queries.py"} & {path.name for path in PACKAGE.glob("*.py")}


def test_only_the_settings_read_the_environment() -> None:
    readers = [module.name for module in modules() if re.search(r"\bos\.(environ|getenv)\b", module.text)]
    assert [name for name in readers if not ENVIRONMENT.match(name)] == []


def test_only_the_frame_reads_the_headers_of_htmx() -> None:
    assert [
        f"{module.name}:{node.lineno}"
        for module in modules()
        if module.area not in ("web", "benchmark")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower().startswith("hx-")
    ] == []


def test_views_ask_their_questions_in_queries() -> None:
    assert [
        module.name
        for module in modules()
        if module.path.name.endswith("views.py") and any(name.startswith("sqlalchemy") for name in module.imports())
    ] == []


def test_only_the_shared_parts_mark_markup_as_safe() -> None:
    marked = [
        path.relative_to(PACKAGE).as_posix()
        for path in templates()
        if path.parent.name not in ("components", "layouts")
        and re.search(r"\|\s*safe\b|autoescape\s+false", path.read_text(encoding="utf-8"))
    ]
    assert marked == []


def _calls(module: Module, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name:
            yield node


def _is_class_name(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id[:1].isupper()
