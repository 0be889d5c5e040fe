"""Files, functions, templates and views stay small enough to read in one go."""

import ast

from tests.architecture.source import PACKAGE, Function, modules, templates

FILE, FUNCTION, VIEW, TEMPLATE = 300, 40, 15, 120
ROUTES = {"route", "get", "post"}


def test_no_file_is_longer_than_one_reads_at_once() -> None:
    assert [module.name for module in modules() if len(module.text.splitlines()) > FILE] == []


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{module.name}:{function.name} ({_lines(function)})"
        for module in modules()
        for function in module.functions()
        if _lines(function) > FUNCTION
    ]
    assert long == []


def test_views_load_check_act_and_answer() -> None:
    long = [
        f"{module.name}:{function.name} ({_lines(function)})"
        for module in modules()
        for function in module.functions()
        if _is_view(function) and _lines(function) > VIEW
    ]
    assert long == []


def test_no_template_is_longer_than_one_part_of_a_page() -> None:
    lengths = {path.relative_to(PACKAGE).as_posix(): len(path.read_text().splitlines()) for path in templates()}
    assert {name: length for name, length in lengths.items() if length > TEMPLATE} == {}


def _lines(function: Function) -> int:
    """Lines from ``def`` to the end; decorators and docstring are free."""
    body = function.body
    documented = ast.get_docstring(function) is not None
    docstring = (body[0].end_lineno or 0) - body[0].lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def _is_view(function: Function) -> bool:
    return any(
        isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute) and decorator.func.attr in ROUTES
        for decorator in function.decorator_list
    )
