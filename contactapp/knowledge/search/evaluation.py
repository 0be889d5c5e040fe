"""How good the search is on labelled queries."""

import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Labelled:
    """A query with the FAQs that answer it."""

    query: str
    kind: str
    relevant: frozenset[str]


@dataclass(slots=True)
class Measure:
    """Totals over queries of one kind."""

    ranks: list[int | None] = field(default_factory=list)
    empty: int = 0
    milliseconds: list[float] = field(default_factory=list)

    def hit_at(self, depth: int) -> float:
        return sum(1 for rank in self.ranks if rank and rank <= depth) / len(self.ranks)

    @property
    def reciprocal_rank(self) -> float:
        return sum(1 / rank for rank in self.ranks if rank and rank <= 10) / len(self.ranks)

    @property
    def empty_share(self) -> float:
        return self.empty / len(self.ranks)

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        return sorted(self.milliseconds)[int(0.95 * (len(self.milliseconds) - 1))]


def read(path: Path) -> list[Labelled]:
    """Read a JSONL file: query, class, best (the FAQ that answers it) and ok (others that do as well)."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Labelled(row["query"], row["class"], frozenset([row["best"], *row.get("ok", ())])) for row in rows]


def measure(queries: Iterable[Labelled], search: Callable[[str], list[str]]) -> dict[str, Measure]:
    """Ask every query; ``search`` answers with codes in order. The key "all" holds all kinds together."""
    measures: dict[str, Measure] = defaultdict(Measure)
    for labelled in queries:
        start = time.perf_counter()
        codes = search(labelled.query)
        elapsed = (time.perf_counter() - start) * 1000
        rank = next((place for place, code in enumerate(codes, 1) if code in labelled.relevant), None)
        for key in (labelled.kind, "all"):
            measures[key].ranks.append(rank)
            measures[key].empty += not codes
            measures[key].milliseconds.append(elapsed)
    return dict(measures)
