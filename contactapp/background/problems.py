"""What the log may tell of a problem."""

import traceback


def kind_and_place(problem: BaseException) -> str:
    """What kind it is and where it happened, not its message: those of databases and forms can hold personal data."""
    return f"{type(problem).__name__}\n{''.join(traceback.format_tb(problem.__traceback__))}"
