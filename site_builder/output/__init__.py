"""A finished file, and the facts about it that its bytes determine."""
