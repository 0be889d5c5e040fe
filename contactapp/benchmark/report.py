"""The figures of one run, and how they read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import median, quantiles

from contactapp.benchmark.desk import Answer

READS_WITHIN, WRITES_WITHIN = 2.5, 5.0


@dataclass
class Figures:
    """What was measured of one operation."""

    name: str
    aim: float | None
    p95_within: float | None = None  # milliseconds
    answers: list[Answer] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Milliseconds."""
        return median(answer.seconds for answer in self.answers) * 1000

    @property
    def p95(self) -> float:
        """Milliseconds that 95 of 100 answers stay under."""
        seconds = [answer.seconds for answer in self.answers]
        return quantiles(seconds, n=20)[-1] * 1000 if len(seconds) > 1 else self.median

    @property
    def queries(self) -> str:
        """SQL statements of one answer: one number, or the range when it differs."""
        counts = sorted({answer.queries for answer in self.answers if answer.queries is not None})
        if not counts:
            return "-"
        return str(counts[0]) if len(counts) == 1 else f"{counts[0]}-{counts[-1]}"


def lines(all_figures: Iterable[Figures], floor: Figures, memory: int | None) -> Iterator[str]:
    """The report as a table."""
    yield f"{'operation':<28}{'median':>10}{'p95':>10}{'x floor':>9}{'aim':>6}{'SQL':>7}"
    for figures in all_figures:
        ratio = figures.median / floor.median
        aim = "" if figures.aim is None else f"{figures.aim:g}"
        verdict = "  above the aim" if figures.aim is not None and ratio > figures.aim else ""
        if figures.p95_within is not None and figures.p95 > figures.p95_within:
            verdict = f"  p95 above {figures.p95_within:g} ms"
        yield (
            f"{figures.name:<28}{figures.median:>7.1f} ms{figures.p95:>7.1f} ms{ratio:>9.2f}{aim:>6}"
            f"{figures.queries:>7}{verdict}"
        )
    yield f"Peak memory of the worker: {memory if memory is not None else 'unknown'} MiB"
