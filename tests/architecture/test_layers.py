"""Areas know only the areas below them; what a lower one needs of a higher one goes through a registry."""

from tests.architecture.source import modules

# From low to high; those on one line may know each other.
LEVELS = (
    {"background"},
    {"web", "events", "accounts"},
    {"contacts"},
    {"knowledge"},
    {"interactions"},
    {"tasks"},
    {"scenarios"},
    {"cases"},
    {"mail"},
    {"desk"},
    {"segments"},
    {"portal"},
    {"reports", "privacy"},
    {"api"},
    {"demo"},
    {"benchmark"},
)
LEVEL = {area: level for level, areas in enumerate(LEVELS) for area in areas}


def test_areas_import_one_way_only() -> None:
    wrong = [
        f"{module.name} imports {imported}"
        for module in modules()
        if module.area
        for imported in module.imports()
        if imported.startswith("contactapp.") and LEVEL.get(imported.split(".")[1], -1) > LEVEL[module.area]
    ]
    assert not wrong


def test_every_package_has_its_place_in_the_order() -> None:
    unplaced = {module.area for module in modules()} - LEVEL.keys() - {""}
    assert not unplaced
