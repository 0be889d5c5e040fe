"""The settings under test: the same for every test, whatever the environment says."""

from pathlib import Path

from contactapp.config import Config


def settings(database_url: str, instance_path: Path) -> Config:
    """The configuration of an application under test."""
    return Config(
        database_url=database_url,
        secret_key="only-for-tests-only-for-tests-only-for-tests",
        testing=True,
        instance_path=instance_path,
        # Nothing listens here: a test that reaches for the network fails at once.
        pdok_url="http://127.0.0.1:9/",
    )
