"""The floor: one process that imports torch once and executes every example, building each output, comparing none.

Run as ``python floor.py PROJECT``, on a project whose list of blocks has been made.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import types
import warnings
from pathlib import Path


def main(root: Path) -> None:
    """Execute all examples of all pages, each page in a namespace of its own."""
    import gc

    import torch

    gc.freeze()
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    data = json.loads((root / "build/cache/snippets/index.json").read_text("utf-8"))
    examples = 0
    for page in data["pages"]:
        module = types.ModuleType("__main__")
        sys.modules["__main__"] = module
        for block in page["blocks"]:
            if block["requires"]:
                continue
            for example in block["examples"]:
                examples += 1
                with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(Exception):
                    exec(compile(example["source"], "<floor>", "single"), module.__dict__)  # noqa: S102  # its purpose
    sys.stdout.write(f"{examples}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
