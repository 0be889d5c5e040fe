"""Make the pictures of README.md from the demo association: ``.venv/bin/python -m tests.support.pictures``."""

import tempfile
import threading
from pathlib import Path

from flask_migrate import upgrade
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from contactapp import create_app
from contactapp.config import PROJECT, Config
from contactapp.demo.staff import PASSWORD

PICTURES = PROJECT / "docs" / "pictures"


def main() -> None:
    """Load the demo in a temporary database, serve it, and take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config(f"sqlite:///{folder}/demo.db", "only-for-pictures-" * 3, demo=True, instance_path=Path(folder))
        app = create_app(config)
        with app.app_context():
            upgrade()
        app.test_cli_runner().invoke(args=["demo", "load"], catch_exceptions=False)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            take(f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()
            thread.join()


def take(address: str) -> None:
    """Take the pictures of the application at ``address``."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(
            base_url=address, locale="nl-NL", timezone_id="Europe/Amsterdam", viewport={"width": 1440, "height": 900}
        )
        page = context.new_page()
        sign_in(page, "bram")
        page.goto("/tasks?team=verhuur")
        page.screenshot(path=PICTURES / "queue.png")
        page.goto("/contacts?q=100482")
        page.screenshot(path=PICTURES / "contact.png")
        browser.close()


def sign_in(page: Page, name: str) -> None:
    """Sign in as somebody of the demo."""
    page.goto("/login")
    page.get_by_label("E-mailadres").fill(f"{name}@zilverlinde.example")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(lambda url: "/login" not in url)


if __name__ == "__main__":
    main()
