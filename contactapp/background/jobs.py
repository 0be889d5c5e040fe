"""The work that returns. Each area adds its own when it starts; the worker asks here what there is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask


@dataclass(frozen=True)
class Job:
    """Something that is done again and again.

    It runs in a transaction of its own and finds out itself what is left to do: run twice or late, it does no harm.
    With ``each`` it runs once for each id found there, and each time in a transaction of its own.
    """

    name: str
    every: timedelta
    run: Callable[..., object]
    each: Callable[[], Iterable[int]] | None = None


def add_job(
    app: Flask,
    name: str,
    every: timedelta,
    run: Callable[..., object],
    *,
    each: Callable[[], Iterable[int]] | None = None,
) -> None:
    """Let the worker run something from time to time; see ``Job`` for ``each``."""
    jobs: dict[str, Job] = app.extensions.setdefault("jobs", {})
    if name in jobs:
        raise ValueError(f"there is a job {name} already")
    jobs[name] = Job(name, every, run, each)


def jobs_of(app: Flask) -> list[Job]:
    """All jobs, in the order of the areas."""
    jobs: dict[str, Job] = app.extensions.get("jobs", {})
    return list(jobs.values())
