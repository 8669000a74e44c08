import pytest

from tutorial_utils.errors import UnknownTableError
from tutorial_utils.facts import cache, registry
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.table import Table

TABLE = Table("sizes", ("dtype", "bits"), (("torch.int8", "8"),))


@pytest.fixture
def asked(monkeypatch):
    calls = []

    def measure():
        calls.append("sizes")
        return TABLE

    monkeypatch.setitem(registry.TABLES, "sizes", Entry(measure, "sizes.tsv"))
    return calls


def test_second_question_is_answered_from_the_folder(asked, tmp_path):
    assert cache.measured("sizes", tmp_path / "facts") == TABLE
    assert cache.measured("sizes", tmp_path / "facts") == TABLE
    assert len(asked) == 1


def test_another_torch_is_asked_again(asked, tmp_path, monkeypatch):
    cache.measured("sizes", tmp_path)
    monkeypatch.setattr(cache, "version", lambda name: f"another {name}")
    cache.measured("sizes", tmp_path)
    assert len(asked) == 2


def test_changed_code_asks_again(asked, tmp_path, monkeypatch):
    cache.measured("sizes", tmp_path)
    added = tmp_path / "added.py"
    added.write_text("# measures something else")
    monkeypatch.setattr(cache, "code_files", lambda _name: [added])
    cache.measured("sizes", tmp_path)
    assert len(asked) == 2


def test_damaged_file_is_measured_again(asked, tmp_path):
    cache.measured("sizes", tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_text("dtype\tbits\ntorch.int8\n")
    assert cache.measured("sizes", tmp_path) == TABLE
    assert len(asked) == 2


@pytest.mark.usefixtures("asked")
def test_nothing_but_the_table_is_left_in_the_folder(tmp_path):
    cache.measured("sizes", tmp_path)
    assert [path.suffix for path in tmp_path.iterdir()] == [".tsv"]


def test_unknown_name_is_refused(tmp_path):
    with pytest.raises(UnknownTableError, match="got 'nothing'"):
        cache.measured("nothing", tmp_path)


def test_code_files_are_those_that_decide_the_cells():
    names = [f"{path.parent.name}/{path.name}" for path in cache.code_files("shape-functions")]
    assert names[-1] == "tables/shape_functions.py"
    assert {"facts/cache.py", "facts/examples.py", "facts/operations.py", "memory/sharing.py"} <= set(names)
    assert [name for name in names if name.startswith("tables/")] == names[-1:]
