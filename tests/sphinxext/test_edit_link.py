"""Where the link "Edit this page" leads on hosts of different kinds."""

from __future__ import annotations

import pytest

from tutorial_utils.sphinxext.edit_link import edit_address


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("https://github.com/ada/guide", "https://github.com/ada/guide/edit/main/docs/a%20b.md"),
        ("https://gitlab.com/ada/group/guide", "https://gitlab.com/ada/group/guide/-/edit/main/docs/a%20b.md"),
        ("https://gitlab.ada.example/x/guide", "https://gitlab.ada.example/x/guide/-/edit/main/docs/a%20b.md"),
        ("https://git.example/gitlab/guide", "https://git.example/gitlab/guide/edit/main/docs/a%20b.md"),
    ],
)
def test_each_host_has_its_way(repository: str, address: str) -> None:
    assert edit_address(repository, "docs/a b.md") == address
