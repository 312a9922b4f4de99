"""Which part may know which: imports run one way, `config → guidelines → meetings → accounts`, and down the layers."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("accounts", "meetings", "guidelines")

#: The program that prints: WeasyPrint raises without Pango, and what it reads must pass our fetcher.
PRINTER = r"guidelines\.publish\.(render|fetcher|overflow)"
#: Text in, text out. They can be tried, measured and trusted without a database.
PURE = (
    r"guidelines\.(alignment|merge|outline|redline|sentences|richtext(\..+)?)|guidelines\.publish\.source"
    r"|meetings\.(highlights|quotes)"
)
DATABASE = r"(.+\.)?(models|actions|views|forms|permissions|admin)(\..+)?|django\.db(\..+)?"


@dataclass(frozen=True, slots=True)
class Rule:
    """Modules whose name matches `who` (and not `but`) import nothing whose name matches `what`."""

    why: str
    who: str
    what: str
    but: str = ""

    def is_broken_by(self, module: str, imported: str) -> bool:
        concerned = re.fullmatch(self.who, module) and not re.fullmatch(self.but, module)
        return bool(concerned and re.fullmatch(self.what, imported))


def layer(name: str, app: str = "(accounts|meetings|guidelines)") -> str:
    return rf"{app}\.{name}(\..+)?"


RULES = [
    Rule("accounts knows neither meetings nor guidelines", r"accounts(\..+)?", r"(config|meetings|guidelines)(\..+)?"),
    Rule("meetings never knows guidelines", r"meetings(\..+)?", r"(config|guidelines)(\..+)?"),
    Rule("guidelines is wired by config, not the other way", r"guidelines(\..+)?", r"config(\..+)?"),
    Rule("a model knows nobody who uses it", layer("models"), layer("(actions|forms|views|urls|admin)")),
    Rule("an action serves every door", layer("actions"), layer("(forms|views|urls|admin)")),
    Rule("a form is filled by a view", layer("forms"), layer("(actions|views|urls|admin)")),
    Rule("a permission is asked by all", layer("permissions"), layer("(actions|forms|views|urls|admin)")),
    *(
        Rule(f"a page that joins two apps asks their models, not the views of {other}",
             rf"(?!{other}\.).+", layer("views", other), but=r"config\..+")
        for other in APPS
    ),
    Rule("what is pure needs no database", PURE, DATABASE),
    Rule("only the printer loads WeasyPrint", r".+", r"(weasyprint|pydyf)(\..+)?", but=PRINTER),
    Rule("the server starts the printer as a program of its own", r".+", PRINTER, but=PRINTER),
    Rule("simple_history stands behind our base model; a model only says `history`",
         r".+", r"simple_history(\..+)?", but=rf"{layer('models')}|accounts\.history"),
    Rule("the base model only hears which row the library wrote",
         r"accounts\.history", r"simple_history(?!\.signals\.post_create_historical_record$)(?!\.signals$).*"),
    Rule("a model takes nothing but HistoricalRecords from simple_history",
         layer("models"), r"simple_history(?!\.models\.HistoricalRecords$)(?!\.models$).*"),
]  # fmt: skip


def imports_of(source: str, module: str, *, is_package: bool = False) -> Iterator[str]:
    """Every name that the source imports, whole: `from a.b import c` gives `a.b` and `a.b.c`."""
    package = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parent = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*parent, *([node.module] if node.module else [])])
            yield origin
            yield from (f"{origin}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("import_module", "importlib.import_module"):
            yield from (str(word.value) for word in node.args if isinstance(word, ast.Constant))


def breaches(source: str, module: str, *, is_package: bool = False) -> list[str]:
    imported = dict.fromkeys(imports_of(source, module, is_package=is_package))
    return [
        f"{module} imports {name}: {rule.why}" for rule in RULES for name in imported if rule.is_broken_by(module, name)
    ]


def sources() -> Iterator[tuple[str, Path]]:
    """The name and file of every module of ours; migrations are Django's."""
    for path in sorted(path for app in (*APPS, "config") for path in (ROOT / app).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "migrations" not in parts:
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def test_no_module_imports_what_it_must_not_know() -> None:
    found = [
        breach for module, path in sources()
        for breach in breaches(path.read_text(), module, is_package=path.name == "__init__.py")
    ]  # fmt: skip
    assert found == []


def test_every_rule_concerns_modules_that_exist() -> None:
    """A renamed module must not leave its rule behind, holding nothing."""
    modules = [module for module, _path in sources()]
    idle = [rule.why for rule in RULES if not any(re.fullmatch(rule.who, module) for module in modules)]
    assert idle == []
    for known in (r"guidelines\.publish\.render", r"guidelines\.redline", r"meetings\.actions\.reports"):
        assert any(re.fullmatch(known, module) for module in modules)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("accounts.web", "from meetings.models import Series"),
        ("accounts.models.user", "import guidelines"),
        ("meetings.views.meetings", "from guidelines.models import Basis"),
        ("meetings.views.meetings", "def late():\n    import guidelines.trace"),
        ("meetings.urls", "from importlib import import_module\nimport_module('guidelines.urls')"),
        ("guidelines.models.basis", "from guidelines.actions import drafting"),
        ("guidelines.models.basis", "from guidelines import forms"),
        ("guidelines.models.basis", "from ..views import bases"),
        ("guidelines.actions.drafting", "from guidelines.forms.bases import TieForm"),
        ("guidelines.actions.drafting", "from guidelines import views"),
        ("guidelines.forms.bases", "from guidelines.actions.drafting import tie"),
        ("meetings.permissions", "from meetings.views.series import series_detail"),
        ("guidelines.views.home", "from meetings.views import series"),
        ("guidelines.trace", "from accounts.views.health import healthz"),
        ("guidelines.redline", "from guidelines.models import Provision"),
        ("guidelines.redline", "from django.db import connection"),
        ("guidelines.actions.publishing", "from weasyprint import HTML"),
        ("guidelines.publish.sandbox", "import weasyprint.urls"),
        ("guidelines.publish.sandbox", "from guidelines.publish import render"),
        ("guidelines.views.history", "from simple_history.utils import bulk_create_with_history"),
        ("guidelines.models.guideline", "from simple_history.utils import bulk_create_with_history"),
        ("guidelines.models.guideline", "from simple_history import register"),
        ("accounts.history", "from simple_history.utils import update_change_reason"),
        ("guidelines.views.home", "import config.settings"),
    ],
)
def test_the_check_sees_a_breach(module: str, line: str) -> None:
    assert breaches(line, module)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("guidelines.views.home", "from meetings.models import Meeting"),
        ("guidelines.actions.drafting", "from meetings.actions.series import share_series"),
        ("guidelines.publish.render", "import weasyprint"),
        ("guidelines.models.guideline", "from simple_history.models import HistoricalRecords"),
        ("accounts.history", "from simple_history.signals import post_create_historical_record"),
        ("config.urls", "from guidelines.views.home import home"),
        ("meetings.views.series", "from meetings.views.counts import number_of"),
    ],
)
def test_the_check_lets_the_permitted_through(module: str, line: str) -> None:
    assert breaches(line, module) == []


def test_foreign_keys_point_down() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in APPS
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and isinstance(field.related_model, type)
        and field.related_model._meta.app_label in APPS
        and APPS.index(field.related_model._meta.app_label) > APPS.index(model._meta.app_label)
    ]  # fmt: skip
    assert wrong == []


def test_templates_include_only_what_stands_below() -> None:
    used = re.compile(r"""\{%\s*(?:include|extends)\s+["']([\w-]+)/""")
    wrong = [
        f"{path.relative_to(ROOT)} uses {folder}/"
        for place, app in enumerate(APPS)
        for path in sorted((ROOT / "templates" / app).rglob("*.html"))
        for folder in used.findall(path.read_text())
        if folder in APPS[place + 1 :]
    ]
    assert wrong == []
