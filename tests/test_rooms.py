from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "drafter"
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
# a room may import from rooms further down, and from itself
ORDER = ("cli", "jobs", "word|checking|writing|mining", "reading", "ground")
PEERS = ("word", "checking", "writing", "mining")


def room(module: str) -> str:
    head = module.split("/")[0]
    if head in ("jobs", *PEERS, "reading"):
        return head
    return "cli" if head.startswith(("cli", "__main__", "options", "usage")) else "ground"


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(ORDER) if name in rooms.split("|"))


def imported(module: str) -> set[str]:
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "drafter":
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.split(".")[0] == "drafter"]
        else:
            continue
        for name in names:
            parts = name.split(".")[1:]
            for length in range(len(parts), 0, -1):
                path = "/".join(parts[:length])
                if f"{path}.py" in MODULES or f"{path}/__init__.py" in MODULES:
                    found.add(f"{path}.py" if f"{path}.py" in MODULES else f"{path}/__init__.py")
                    break
    return found - {module}


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_one_way(module):
    here = room(module)
    wrong = [
        other
        for other in imported(module)
        if floor(room(other)) < floor(here) or (here in PEERS and room(other) in PEERS and room(other) != here)
    ]
    assert wrong == []


def test_no_module_imports_itself_by_way_of_others():
    graph = {module: imported(module) for module in MODULES if not module.endswith("__init__.py")}
    state: dict[str, int] = {}
    circles: list[str] = []

    def visit(module: str) -> None:
        state[module] = 1
        for other in sorted(graph.get(module, ())):
            if state.get(other) == 1:
                circles.append(f"{module} → {other}")
            elif other not in state:
                visit(other)
        state[module] = 2

    for module in graph:
        if module not in state:
            visit(module)
    assert circles == []


def test_only_files_opens_files():
    opening = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
    found = []
    for module in MODULES:
        if module == "files.py":
            continue
        for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            target = node.func
            if isinstance(target, ast.Name) and target.id == "open":
                found.append(module)
            if isinstance(target, ast.Attribute) and target.attr in opening:
                owner = target.value.id if isinstance(target.value, ast.Name) else ""
                if owner not in ("files", "zipfile", "archive", "package", "Image"):
                    found.append(f"{module}:{node.lineno} {owner}.{target.attr}")
    assert found == []
