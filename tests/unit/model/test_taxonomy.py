"""The taxonomy: descendants, maximal terms, several parents, no cycles."""

from __future__ import annotations

import pytest

from vendorgraph.errors import Invalid
from vendorgraph.model.taxonomy import Taxonomy
from vendorgraph.model.vocabulary import shipped


def taxonomy(**parents: tuple[str, ...]) -> Taxonomy:
    plain = {"special_category": False, "criminal": False}
    return Taxonomy({term: {"parents": list(above), **plain} for term, above in parents.items()})


def test_a_category_stands_for_itself_with_all_its_descendants() -> None:
    tree = taxonomy(user=(), contact=("user",), email=("contact",), name=("user",))
    assert tree.terms(tree.down("contact")) == ["contact", "email"]
    assert tree.terms(tree.all) == ["contact", "email", "name", "user"]


def test_stating_every_child_is_not_stating_the_parent() -> None:
    tree = taxonomy(user=(), contact=("user",), name=("user",))
    assert tree.maximal(tree.union(["contact", "name"])) == ["contact", "name"]


def test_everything_is_reported_by_its_roots() -> None:
    tree = taxonomy(user=(), system=(), contact=("user",))
    assert tree.maximal(tree.all) == ["system", "user"]


def test_a_term_may_have_several_parents() -> None:
    tree = taxonomy(health=(), work=(), sick_leave=("health", "work"))
    assert tree.down("health") & tree.down("work") == tree.down("sick_leave")


@pytest.mark.parametrize("parents", [{"a": ("a",)}, {"a": ("b",), "b": ("c",), "c": ("a",)}])
def test_it_refuses_a_cycle(parents: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(Invalid, match="is its own ancestor"):
        taxonomy(**parents)


def test_health_data_of_the_shipped_taxonomy_is_sensitive_and_contact_data_is_not() -> None:
    tree = Taxonomy(shipped("category"))
    assert tree.sensitive & tree.down("user.health_and_medical")
    assert not tree.sensitive & tree.down("user.contact")
