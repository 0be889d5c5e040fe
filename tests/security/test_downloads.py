"""A file that somebody else made can do nothing here, and stays nowhere by itself."""

import io

from flask import Flask, send_file

from contactapp.web.browser import add_headers


def test_a_download_is_locked_in_and_not_kept(app: Flask) -> None:
    with app.test_request_context():
        answer = add_headers(
            send_file(io.BytesIO(b"%PDF-1.4"), download_name="brief.pdf", as_attachment=True, max_age=0)
        )
        answer.close()
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
