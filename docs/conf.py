"""Sphinx configuration: values only. What the site can do is in tutorial_utils.sphinxext."""

import os

# Before anything imports torch: the gallery and the figures run torch in the process that Sphinx forks
# for -j, and OpenMP threads do not survive a fork (the build then hangs for ever).
os.environ["OMP_NUM_THREADS"] = "1"

project = "PyTorch Quickstart"
author = "PyTorch Quickstart contributors"
copyright = "2026, PyTorch Quickstart contributors"  # noqa: A001 (the name Sphinx reads)
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_gallery.gen_gallery",
    "sphinx_copybutton",
    "tutorial_utils.sphinxext.hosting",
    "tutorial_utils.sphinxext.facts_table",
    "tutorial_utils.sphinxext.facts_html",
    "tutorial_utils.sphinxext.facts_overview",
    "tutorial_utils.sphinxext.measured_table",
    "tutorial_utils.sphinxext.origin_table",
    "tutorial_utils.sphinxext.storage_figure",
    "tutorial_utils.sphinxext.broadcast_figure",
    "tutorial_utils.sphinxext.graph_figure",
    "tutorial_utils.sphinxext.autograd_figure",
    "tutorial_utils.sphinxext.promotion_figure",
    "tutorial_utils.sphinxext.stride_explorer",
    "tutorial_utils.sphinxext.promotion_chooser",
    "tutorial_utils.sphinxext.verification",
    "tutorial_utils.sphinxext.requires_note",
    "tutorial_utils.sphinxext.mathml",
    "tutorial_utils.sphinxext.gallery_theme",
    "tutorial_utils.sphinxext.gallery_timings",
    "tutorial_utils.sphinxext.gallery_runs",
    "tutorial_utils.sphinxext.gallery_downloads",
    "tutorial_utils.sphinxext.line_breaks",
    "tutorial_utils.sphinxext.kept_together",
    "tutorial_utils.sphinxext.section_search",
    "tutorial_utils.sphinxext.take_along",
    "tutorial_utils.sphinxext.llms",
    "tutorial_utils.sphinxext.leftovers",
    "tutorial_utils.sphinxext.accessibility",
    "sphinxext.opengraph",
    "sphinx_sitemap",
    "notfound.extension",
    "tutorial_utils.sphinxext.gallery_meta",
    "tutorial_utils.sphinxext.page_description",
    "tutorial_utils.sphinxext.breadcrumbs",
    "tutorial_utils.sphinxext.edit_link",
    "tutorial_utils.sphinxext.social_card",
    "tutorial_utils.sphinxext.structured_data",
    "tutorial_utils.sphinxext.sitemap",
    "tutorial_utils.sphinxext.not_found",
    "tutorial_utils.sphinxext.image_sizes",
    "tutorial_utils.sphinxext.lean_markup",
    "tutorial_utils.sphinxext.one_stylesheet",
    "tutorial_utils.sphinxext.static_digest",
    "tutorial_utils.sphinxext.honest_cache",
    "tutorial_utils.sphinxext.offline_zip",
]
templates_path = ["_templates"]
exclude_patterns = ["gallery/sg_execution_times.rst", "sg_execution_times.rst"]
# It speaks of the whole path, so a project in a directory with a space would not build; gallery_theme checks the names.
suppress_warnings = ["sphinx_gallery.space_in_filename"]
nitpicky = True
# Types of other projects: the build knows no other site, so it can link to none of them.
nitpick_ignore_regex = [
    (r"py:.*", r"(torch|numpy|matplotlib|docutils|sphinx|pytest|_pytest)(\..*)?"),
    (r"py:class", r"Callable|Figure|Iterable|Iterator|Mapping|Path|Sequence"),  # imported for type checkers only
]

myst_enable_extensions = ["dollarmath", "colon_fence", "deflist", "attrs_inline", "attrs_block"]
myst_heading_anchors = 3
myst_links_external_new_tab = False

autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"  # else fields of a class are listed twice
autodoc_member_order = "bysource"
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # one list of attributes, not a heading for each

html_theme = "furo"
html_title = project
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_css_files = [
    *(f"{name}.css" for name in ("site", "breadcrumb", "take-along", "front", "gallery", "figures", "facts-tables")),
    *(f"access/{name}.css" for name in ("menus", "copy")),
    ("print.css", {"media": "print"}),
]
html_js_files = [
    (f"{name}.js", {"defer": "defer"})
    for name in ("table-filter", "table-sort", "table-headings", "access/menus", "access/scrolling", "access/copy")
]
html_sidebars = {  # as the theme has it, without a second search field on the search page
    "search": [f"sidebar/{part}.html" for part in ("brand", "scroll-start", "navigation", "scroll-end")]
}
# Not joined with the others, and linked only where used: HTML that scripts return (these print), the font of formulas.
stylesheets_apart = ["sg_gallery-*.css", "mathml.css"]
html_math_renderer = "mathml"
html_copy_source = False
html_show_sourcelink = False
html_domain_indices = False  # a list of modules that folds with the mouse only; no page links to it
# How much of its score a page keeps in a search: few look for these, and their words are those of other pages.
section_search_weights = {"api/*": 0.4, "contributing/*": 0.4, "verification": 0.5, "changes": 0.8}
html_theme_options = {
    "top_of_page_buttons": ["edit"],
    "light_css_variables": {
        "color-brand-primary": "#9a3412",
        "color-brand-content": "#0b5394",
        "color-brand-visited": "#5b3a8c",
    },
    "dark_css_variables": {
        "color-brand-primary": "#ffb38a",
        "color-brand-content": "#8ec7ff",
        "color-brand-visited": "#c9b3f5",
    },
}
# Both keep 7:1 against the background of their theme; Sphinx's and furo's own styles do not.
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"

# No dates: a shallow clone has no history to take them from, and those of a build would change its bytes.
sitemap_show_lastmod = False
sitemap_url_scheme = "{link}"
sitemap_locales = [None]
sitemap_indent = 1

# A copied block is what a reader would type: no prompts and no printed output.
copybutton_prompt_text = r">>> |\.\.\. |\.\.\.$|\$ "
copybutton_prompt_is_regexp = True
copybutton_selector = ":not(.sphx-glr-script-out) > div.highlight > pre"

sphinx_gallery_conf = {
    "examples_dirs": "../gallery",
    "gallery_dirs": "gallery",
    "filename_pattern": r"/plot_",
    "ignore_pattern": r"__init__\.py",
    "within_subsection_order": "tutorial_utils.sphinxext.gallery_theme.lesson_order",
    "abort_on_example_error": True,
    "image_scrapers": ("tutorial_utils.sphinxext.gallery_theme.scrape",),
    "reset_modules": (
        "matplotlib",
        "tutorial_utils.sphinxext.gallery_theme.reset",
        "tutorial_utils.sphinxext.gallery_timings.load",
    ),
    "capture_repr": (),  # the scripts print what they show
    "remove_config_comments": True,
    "show_memory": False,
    "show_signature": False,
    "write_computation_times": False,  # that page asks three other hosts for its scripts
    "min_reported_time": 1e9,  # a run time on the page would change its bytes with every build
    "download_all_examples": False,  # each script has its own downloads
}
