import sys

import pytest

from tutorial_utils.errors import PrivateInterfaceError
from tutorial_utils.facts.opinfo import operators

MODULE = "torch.testing._internal.common_methods_invocations"


def test_moved_database_is_named_with_the_table_that_needs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, MODULE, None)
    with pytest.raises(PrivateInterfaceError) as caught:
        operators("view-or-copy-shape")
    assert str(caught.value) == (
        f"table view-or-copy-shape: expected sample inputs in {MODULE}.op_db, got: "
        f"import of {MODULE} halted; None in sys.modules; change it in tutorial_utils.facts.opinfo"
    )


class AddsToPath:
    """Stands for an import that adds a folder to the path, as that of the database does."""

    def find_spec(self, name, *_):
        if name == MODULE:
            sys.path.append("/added")
            raise ImportError(name)


def test_import_path_is_left_as_it_was(monkeypatch):
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    monkeypatch.setattr(sys, "meta_path", [AddsToPath(), *sys.meta_path])
    before = list(sys.path)
    with pytest.raises(PrivateInterfaceError, match="got: torch"):
        operators("mine")
    assert sys.path == before
