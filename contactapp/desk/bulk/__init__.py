"""One act on many tickets: looked over first, one event per ticket, taken back within ten minutes."""
