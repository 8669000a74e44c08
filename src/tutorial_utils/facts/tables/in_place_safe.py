"""The table ``in-place-safe``: calls after which neither input nor result must stay until ``backward`` has run."""

from __future__ import annotations

from tutorial_utils.facts.in_place import in_place_entry

__all__ = ["ENTRY"]

ENTRY = in_place_entry("in-place-safe", input_stays=False, result_stays=False)
