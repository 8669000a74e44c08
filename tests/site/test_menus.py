"""Furo's menus from the keyboard: open, walk through, leave, Escape; and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error

from tests.site.spoiled import spoil

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

PAGE = "storage/strides.html"
SITE, CONTENTS = "Menu of the site", "On this page"
IN_VIEW = """it => { const { left, right } = it.getBoundingClientRect(); return left >= 0 && right <= innerWidth }"""
DRAWERS = [(390, SITE, ".sidebar-drawer"), (390, CONTENTS, ".toc-drawer"), (1200, CONTENTS, ".toc-drawer")]


@pytest.fixture
def open_page(browser: Browser, built_site: Path, request: pytest.FixtureRequest) -> Callable[..., Page]:
    def start(width: int, name: str = PAGE, *, scripts: bool = True) -> Page:
        context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, reduced_motion="reduce"
        )
        request.addfinalizer(context.close)
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/{name}", wait_until="load")
        return page

    return start


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def tab_to(page: Page, wanted: Locator, *, most: int = 12) -> None:
    """Press Tab until an element has the focus, as a reader would."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("it => it === document.activeElement"):
            return
    pytest.fail(f"expected the focus on {wanted} after at most {most} steps, got {focused(page)}")


def open_drawer(page: Page, name: str) -> Locator:
    button = page.get_by_role("button", name=name, exact=True)
    tab_to(page, button, most=60)
    assert button.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    return button


def check_drawer(page: Page, name: str, drawer: str) -> None:
    """Open with the focus in it, and close with Escape and the focus on the button again."""
    panel = page.locator(drawer)
    assert not panel.is_visible()
    button = open_drawer(page, name)
    assert panel.get_attribute("id") == button.get_attribute("aria-controls")
    assert panel.evaluate(IN_VIEW)
    assert panel.evaluate("it => it.contains(document.activeElement)")
    assert focused(page).is_visible()
    page.keyboard.press("Escape")
    assert button.evaluate("it => it === document.activeElement")
    assert button.get_attribute("aria-expanded") == "false"
    assert not panel.is_visible()


def check_way_out(page: Page, name: str, drawer: str, key: str = "Tab") -> None:
    """Walk out of an open drawer, which closes it."""
    open_drawer(page, name)
    panel = page.locator(drawer)
    links = panel.locator("a:visible").count()
    steps = 0
    while steps == 0 or panel.evaluate("it => it.contains(document.activeElement)"):
        page.keyboard.press(key)
        steps += 1
    assert steps == 1 if key == "Shift+Tab" else steps >= links
    if page.evaluate("document.activeElement === document.body"):
        page.keyboard.press(key)  # from the last link of the page, by way of the browser's own buttons
    assert not panel.is_visible()
    assert focused(page).is_visible()


@pytest.mark.parametrize(("width", "name", "drawer"), DRAWERS)
def test_drawer_opens_with_the_focus_in_it_and_escape_gives_it_back(
    open_page: Callable[..., Page], width: int, name: str, drawer: str
) -> None:
    check_drawer(open_page(width), name, drawer)


@pytest.mark.parametrize(("width", "name", "drawer"), DRAWERS)
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_who_walks_out_of_a_drawer_closes_it(
    open_page: Callable[..., Page], width: int, name: str, drawer: str, key: str
) -> None:
    check_way_out(open_page(width), name, drawer, key)


@pytest.mark.parametrize(
    ("file", "right", "wrong", "check"),
    [
        ("access/menus.js", '"Escape"', '"Esc"', check_drawer),
        ("access/menus.js", "if (box.checked) focusFirstSeen(", "if (false) focusFirstSeen(", check_drawer),
        ("access/menus.js", "focusFirstSeen(buttons)", "focusFirstSeen([])", check_drawer),
        ("access/menus.js", '"aria-expanded", box.checked', '"aria-expanded", false', check_drawer),
        ("access/menus.js", '"aria-controls", target.id', '"aria-controls", "x"', check_drawer),
        ("access/menus.js", "panel.contains(target) || set(box, false)", "null", check_way_out),
        ("all.css", "visibility: hidden", "", check_drawer),
    ],
)
def test_planted_bug_is_found(
    browser: Browser,
    serve: Callable[[Path], str],
    built_site: Path,
    file: str,
    right: str,
    wrong: str,
    check: Callable[[Page, str, str], None],
) -> None:
    with browser.new_context(viewport={"width": 390, "height": 900}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.set_default_timeout(3000)
        spoil(page, built_site, file, right, wrong)
        page.goto(f"{serve(built_site)}/{PAGE}", wait_until="load")
        with pytest.raises((AssertionError, Error)):
            check(page, *DRAWERS[0][1:])


@pytest.mark.parametrize("width", [390, 1200])
def test_link_of_the_contents_leads_to_its_place(open_page: Callable[..., Page], width: int) -> None:
    page = open_page(width)
    open_drawer(page, CONTENTS)
    link = page.locator(".toc-drawer a", has_text="Where to go next")
    tab_to(page, link, most=40)
    page.keyboard.press("Enter")
    page.wait_for_url("**#where-to-go-next")
    assert not page.locator(".toc-drawer").is_visible()
    page.keyboard.press("Tab")
    assert focused(page).evaluate("it => it.closest('section').id") == "where-to-go-next"


@pytest.mark.parametrize(("width", "name", "drawer"), DRAWERS)
def test_mouse_opens_and_closes_as_before(open_page: Callable[..., Page], width: int, name: str, drawer: str) -> None:
    page = open_page(width)
    button = page.get_by_role("button", name=name, exact=True)
    button.click()
    assert page.locator(drawer).is_visible()
    page.mouse.click(20 if drawer == ".toc-drawer" else 380, 600)  # beside the drawer
    assert not page.locator(drawer).is_visible()
    assert button.get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_a_section_unfold(open_page: Callable[..., Page], width: int) -> None:
    page = open_page(width)
    if width == 390:
        open_drawer(page, SITE)
    button = page.get_by_role("button", name="Pages of Autograd")
    tab_to(page, button, most=60)
    pages = page.locator(f"#{button.get_attribute('aria-controls')}")
    states = []
    for key in ("", "Enter", "Space"):
        if key:
            page.keyboard.press(key)
        states.append((button.get_attribute("aria-expanded"), pages.is_visible()))
    assert states == [("false", False), ("true", True), ("false", False)]
    assert page.get_by_role("button", name="Pages of Storage").get_attribute("aria-expanded") == "true"


@pytest.mark.parametrize("width", [390, 1280])
def test_slash_brings_the_search(open_page: Callable[..., Page], width: int) -> None:
    page = open_page(width)
    page.keyboard.press("/")
    assert focused(page).get_attribute("name") == "q"
    assert focused(page).evaluate(IN_VIEW)
    page.keyboard.type("a/b")
    assert focused(page).input_value() == "a/b"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=a%2Fb*")


@pytest.mark.parametrize("width", [390, 1280])
def test_skip_link_leads_to_the_text(open_page: Callable[..., Page], width: int) -> None:
    page = open_page(width)
    page.keyboard.press("Tab")
    assert focused(page).inner_text() == "Skip to content"
    assert focused(page).evaluate("it => it.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page).evaluate("it => it.closest('article') !== null")


@pytest.mark.parametrize("width", [390, 1280])
def test_theme_changes_with_a_key(open_page: Callable[..., Page], width: int) -> None:
    page = open_page(width)
    button = page.get_by_role("button", name="Toggle Light / Dark / Auto color theme")
    tab_to(page, button, most=60)
    seen = [page.evaluate("document.body.dataset.theme")]
    for key in ("Enter", "Space", "Enter"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.body.dataset.theme"))
    assert seen == ["auto", "dark", "light", "auto"]


def test_closed_drawers_are_no_stops(open_page: Callable[..., Page]) -> None:
    page = open_page(390)
    stops = []
    for _ in range(8):
        page.keyboard.press("Tab")
        stops.append(focused(page).evaluate("it => it.ariaLabel ?? it.textContent"))
    assert stops[:5] == [
        "Skip to content",
        SITE,
        "PyTorch Quickstart",
        "Toggle Light / Dark / Auto color theme",
        CONTENTS,
    ]
    assert focused(page).evaluate("it => it.closest('article') !== null")


@pytest.mark.parametrize("name", ["Tab", "click"])
def test_without_scripts_the_menus_open_as_furo_does(open_page: Callable[..., Page], name: str) -> None:
    page = open_page(390, scripts=False)
    drawer = page.locator(".sidebar-drawer")
    if name == "click":
        page.locator(".nav-overlay-icon").click()
    else:
        page.keyboard.press("Tab")
        assert page.locator(".nav-overlay-icon").evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
        page.keyboard.press("Space")
    assert drawer.is_visible()
    pages = page.locator(".toctree-checkbox ~ ul", has_text="What autograd records")
    label = page.locator("label[for=toctree-checkbox-4]")
    if name == "click":
        label.click()
    else:
        tab_to(page, page.locator("#toctree-checkbox-4"), most=60)
        assert label.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
        page.keyboard.press("Space")
    assert pages.is_visible()
