"""The table ``in-place-keep-result``: calls after which the result must stay until ``backward`` has run."""

from __future__ import annotations

from tutorial_utils.facts.in_place import in_place_entry

__all__ = ["ENTRY"]

ENTRY = in_place_entry("in-place-keep-result", input_stays=False, result_stays=True)
