"""Who uses which asset, and what a filter shows."""

from __future__ import annotations

from editor.core.assets import LARGE, AssetFilter, FoundUse, Use, after, catalogue_of, matching, uncounted
from editor.core.catalog import AssetEntry
from editor.core.changes import ChangeSet, Move, Trash
from editor.core.references.reference import Place

POST, DRAFT, LAYOUT = "_posts/2026-03-14-ferry.md", "_drafts/wall.md", "_layouts/post.html"


def use(file: str, line: int, target: str, place: Place = Place.IMAGE, alt: bool | None = True) -> FoundUse:
    return FoundUse(Use(file, line, f"/{target}", place, alt), (target,))


ENTRIES = (
    AssetEntry("assets/wall.png", 10, 1),
    AssetEntry("assets/Élan.jpg", LARGE, 1),
    AssetEntry("assets/ferry.jpg", 20, 1),
    AssetEntry("media/plan.pdf", 30, 1),
)
CATALOGUE = catalogue_of(
    ENTRIES,
    [
        use(LAYOUT, 3, "assets/ferry.jpg"),
        use(POST, 9, "assets/ferry.jpg", alt=False),
        use(POST, 7, "assets/ferry.jpg"),
        use(DRAFT, 1, "assets/ferry.jpg"),
        use(DRAFT, 2, "assets/gone.png"),
        use(POST, 2, "ferry.jpg", Place.VALUE, None),
        use(POST, 4, "media/plan.pdf", Place.LINK, None),
    ],
)


def paths(choice: AssetFilter) -> list[str]:
    return [asset.path for asset in CATALOGUE.listed(choice)]


def test_filters_and_their_counts() -> None:
    assert paths(AssetFilter.ALL) == [
        "assets/ferry.jpg",
        "assets/wall.png",
        "assets/Élan.jpg",
        "media/plan.pdf",
    ]
    assert paths(AssetFilter.UNUSED) == ["assets/wall.png", "assets/Élan.jpg"]
    assert paths(AssetFilter.LARGE) == ["assets/Élan.jpg"]
    assert paths(AssetFilter.NO_ALT) == ["assets/ferry.jpg"]
    assert paths(AssetFilter.MISSING) == ["assets/gone.png"]
    assert CATALOGUE.counts[AssetFilter.UNUSED] == 2


def test_posts_come_first_among_the_uses_and_count_once() -> None:
    ferry = CATALOGUE.find("assets/ferry.jpg")
    assert ferry is not None
    assert [(found.file, found.line) for found in ferry.uses] == [
        (DRAFT, 1),
        (POST, 2),
        (POST, 7),
        (POST, 9),
        (LAYOUT, 3),
    ]
    assert ferry.posts == (DRAFT, POST)
    assert ferry.files == (DRAFT, POST, LAYOUT)


def test_a_missing_asset_is_found_with_its_uses() -> None:
    gone = CATALOGUE.find("assets/gone.png")
    assert gone is not None
    assert gone.is_missing
    assert not gone.is_large
    assert [found.file for found in gone.uses] == [DRAFT]
    assert CATALOGUE.find("assets/none.png") is None


def test_nothing_is_unused_before_everything_was_read() -> None:
    early = uncounted(ENTRIES)
    assert [len(early.listed(choice)) for choice in AssetFilter] == [4, 0, 0, 0, 1, 0]


def test_search_and_folders() -> None:
    assert [asset.name for asset in matching(CATALOGUE.assets, "ELAN assets")] == ["Élan.jpg"]
    assert [asset.name for asset in matching(CATALOGUE.assets, "")] == [
        *("ferry.jpg", "wall.png", "Élan.jpg", "plan.pdf"),
    ]
    assert CATALOGUE.folders() == ("assets", "media")


def test_files_are_where_a_job_has_put_them_and_keep_who_names_them() -> None:
    job = ChangeSet("Job", (Move("assets/ferry.jpg", "media/boat.jpg"), Trash("assets/wall.png")))
    now = after(CATALOGUE, job)
    assert [asset.path for asset in now.assets] == sorted(
        {asset.path for asset in CATALOGUE.assets} - {"assets/ferry.jpg", "assets/wall.png"}
        | {"media/boat.jpg"}
    )
    before, boat = CATALOGUE.find("assets/ferry.jpg"), now.find("media/boat.jpg")
    assert before is not None
    assert boat is not None
    assert boat.uses == before.uses
    assert after(CATALOGUE, ChangeSet("Job", (Trash("_posts/a.md"),))) is CATALOGUE


def test_a_catalogue_shares_what_has_not_changed() -> None:
    found = [use(POST, 7, "assets/ferry.jpg"), use(DRAFT, 2, "assets/gone.png")]
    known = catalogue_of(ENTRIES, found)
    assert catalogue_of(ENTRIES, found).sharing(known) is known
    fresh = catalogue_of(ENTRIES, [*found, use(POST, 9, "assets/wall.png")])
    shared = fresh.sharing(known)
    assert shared == fresh
    for path in ("assets/ferry.jpg", "assets/Élan.jpg", "media/plan.pdf", "assets/gone.png"):
        assert shared.find(path) is known.find(path)
    wall = shared.find("assets/wall.png")
    assert wall is not None
    assert len(wall.uses) == 1
