"""Work on a file that takes longer than one request: tried first and then stored, some lines at a time.

Each step is one short request that goes on where the last one stopped. A step stores its lines and its place together
or not at all.
"""

from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from contactapp.db import code_column


class Phase(StrEnum):
    TRYING = "trying"
    TRIED = "tried"
    STORING = "storing"
    STORED = "stored"


class StepByStep:
    """How far a file is, and what became of its lines; for the model of an import."""

    phase: Mapped[Phase] = mapped_column(code_column(Phase), default=Phase.TRYING)
    total: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    same: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)

    @property
    def read(self) -> int:
        """How many lines were dealt with in this phase."""
        return sum(self.counts.values())

    @property
    def counts(self) -> dict[str, int]:
        """How many lines became what."""
        return {name: getattr(self, name) for name in ("added", "changed", "same", "refused")}

    @property
    def is_running(self) -> bool:
        return self.phase in (Phase.TRYING, Phase.STORING)

    @property
    def is_trial(self) -> bool:
        return self.phase in (Phase.TRYING, Phase.TRIED)

    def begin_storing(self) -> bool:
        """What was tried is stored, from the first line again; whether it begins now, which it does once."""
        if self.phase is not Phase.TRIED:
            return False
        self.phase = Phase.STORING
        self.added = self.changed = self.same = self.refused = 0
        return True

    def count(self, outcome: str) -> None:
        """One more line became this."""
        setattr(self, outcome, getattr(self, outcome) + 1)
