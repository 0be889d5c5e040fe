"""The demo association."""
