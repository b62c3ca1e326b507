"""The house rules that no linter knows."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted(path for path in (ROOT / "hjulet").rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted((ROOT / "hjulet").rglob("templates/**/*.html"))
LONGEST = 300
BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
OURS = ("hjulet.",)
LAYERS = ("base", "act", "plan", "check", "analyse", "do", "report", "desk", "demo")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_file_is_short_enough_to_be_read_once(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize(
    "path", [path for path in CODE if path.name in {"rules.py", "choices.py"}], ids=_name
)
def test_rules_are_pure(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    words_only = {"django.db.models"} if path.name == "choices.py" else set()  # TextChoices live there
    impure = ("django.db", "django.http", "django.shortcuts", "django.utils.timezone")
    faults = [name for name in modules if name.startswith(impure) or name.endswith(".models")]

    assert set(faults) - words_only == set()


@pytest.mark.parametrize(
    "path", [path for path in CODE if path.name == "views.py" or "views" in path.parts], ids=_name
)
def test_views_are_functions_that_reach_records_only_through_visible_to(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    direct = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "objects"
        and node.func.attr != "visible_to"
    ]

    assert classes == []
    assert direct == []


def test_every_model_is_in_the_glossary():
    words = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    models = [model for model in apps.get_models() if model.__module__.startswith(OURS)]
    missing = [model.__name__ for model in models if f"`{model.__name__}`" not in words]

    assert models
    assert missing == []


def test_every_paragraph_of_law_is_cited_and_listed():
    law = ast.parse((ROOT / "hjulet" / "base" / "law.py").read_text(encoding="utf-8"))
    names = [
        node.targets[0].id
        for node in law.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and getattr(node.value.func, "id", "") == "Paragraph"
    ]
    listed = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE if path.name != "law.py")
    areas = (ROOT / "hjulet" / "base" / "law.py").read_text(encoding="utf-8").split("AREAS")[1]

    assert [name for name in names if f"`{name}`" not in listed] == []
    assert [name for name in names if not re.search(rf"\b{name}\b", code + areas)] == []


def test_every_template_parses_and_is_used():
    used = "\n".join(path.read_text(encoding="utf-8") for path in [*CODE, *TEMPLATES])
    unused = []
    for path in TEMPLATES:
        name = path.as_posix().split("/templates/")[1]
        get_template(name)
        is_named = f'"{name}"' in used or name.startswith("reports/_block_")
        if not is_named and not name.startswith(
            ("account/", "mfa/", "socialaccount/", "usersessions/", "allauth/")
        ):
            unused.append(name)

    assert [name for name in unused if name not in BY_DJANGO] == []


def _url_names() -> set[str]:
    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> set[str]:
        names: set[str] = set()
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                names |= walk(pattern.url_patterns, inner)
            elif pattern.name:
                names.add(prefix + pattern.name)
        return names

    return walk(get_resolver().url_patterns, "")


def test_every_url_in_a_template_resolves():
    known = _url_names()
    wanted = {
        (name, path.name)
        for path in TEMPLATES
        for name in re.findall(r"""{%\s*url\s+['"]([\w:-]+)['"]""", path.read_text(encoding="utf-8"))
    }

    assert wanted
    assert sorted(pair for pair in wanted if pair[0] not in known) == []


def test_every_link_of_the_navigation_resolves():
    from hjulet.base.ui.navigation import STEPS  # noqa: PLC0415 - read at test time

    for step in STEPS:
        for link in step.links:
            try:
                reverse(link.url_name)
            except NoReverseMatch:
                pytest.fail(f"{step.key}: {link.url_name}")


def test_templates_take_nothing_from_a_higher_layer():
    labels = {
        config.label: config.name.split(".")[1]
        for config in apps.get_app_configs()
        if config.name.startswith(OURS)
    }
    faults = []
    for path in TEMPLATES:
        own = path.relative_to(ROOT / "hjulet").parts[0]
        for taken in re.findall(
            r"""{%\s*(?:include|extends)\s+['"](\w+)/""", path.read_text(encoding="utf-8")
        ):
            layer = labels.get(taken)
            if layer and LAYERS.index(layer) > LAYERS.index(own):
                faults.append((_name(path), taken))

    assert faults == []


def test_every_event_of_the_log_has_a_swedish_word():
    from hjulet.base.log.choices import EVENTS  # noqa: PLC0415 - Django is ready only at test time

    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE)
    recorded = set(re.findall(r"""\brecord\(\s*["']([a-z_]+\.[a-z_]+)["']""", code))

    assert len(recorded) > 20
    assert sorted(recorded - set(EVENTS)) == []


def test_nothing_committed_names_a_repealed_social_services_act():
    allowed = {"docs/law.md", "hjulet/base/law.py", "hjulet/base/former_law.py", "tests/test_architecture.py"}
    texts = [*CODE, *TEMPLATES, *(ROOT / "docs").rglob("*.md")]
    faults = [
        _name(path)
        for path in texts
        if "2001:453" in path.read_text(encoding="utf-8") and _name(path) not in allowed
    ]

    assert faults == []


WORDS_FOR_KEYS = {"kpi"}  # what Kolada calls an indicator is a text


def test_number_in_a_form_is_never_written_with_a_thousand_separator():
    bare = re.compile(r"""=["'][^"'{}]*\{\{ ([a-z_.]*?)\.pk \}\}""")
    faults = [
        f"{_name(path)}: {match[1]}.pk"
        for path in TEMPLATES
        for match in bare.finditer(path.read_text(encoding="utf-8"))
        if match[1].split(".")[-1] not in WORDS_FOR_KEYS
    ]

    assert faults == []
