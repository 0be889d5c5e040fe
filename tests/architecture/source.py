"""The source of the application, as the tests of its rules read it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "contactapp"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file of the application."""

    path: Path

    @property
    def name(self) -> str:
        """Where it is, as one says it: ``tasks/claiming.py``."""
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def area(self) -> str:
        """The package it belongs to; empty for what stands above all areas."""
        return self.name.split("/")[0] if "/" in self.name else ""

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def functions(self) -> Iterator[Function]:
        """Every function and method."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node

    def imports(self) -> Iterator[str]:
        """Every module that is imported, inside functions too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                # "from contactapp import tasks" imports contactapp.tasks.
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def modules() -> list[Module]:
    """All Python files of the application."""
    return [Module(path) for path in sorted(PACKAGE.rglob("*.py"))]


def templates() -> list[Path]:
    """All templates."""
    return sorted((PACKAGE / "templates").rglob("*.html"))
