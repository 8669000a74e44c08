"""The table ``in-place-keep-both``: calls after which input and result must stay until ``backward`` has run."""

from __future__ import annotations

from tutorial_utils.facts.in_place import in_place_entry

__all__ = ["ENTRY"]

ENTRY = in_place_entry("in-place-keep-both", input_stays=True, result_stays=True)
