"""Guessing a password many times at once gains nothing."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from contactapp.accounts.throttling import FREE_TRIES
from tests.support import sign_in


@pytest.mark.usefixtures("real_hashes")
def test_of_eight_guesses_at_once_only_the_free_ones_are_looked_at(committing_app: Flask) -> None:
    def guess(attempt: int) -> int:
        client = committing_app.test_client()
        data = {"email": "nobody@example.test", "password": f"guess number {attempt}"}
        return client.post("/login", data=data, headers={"X-CSRFToken": sign_in.csrf_token(client)}).status_code

    with ThreadPoolExecutor(8) as guessers:
        answers = Counter(guessers.map(guess, range(8)))
    assert answers == {422: FREE_TRIES, 429: 8 - FREE_TRIES}
