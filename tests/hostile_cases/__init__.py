"""Changes to a small site, of every kind that strangers may make: tests/hostile/test_every_kind.py tries them."""
