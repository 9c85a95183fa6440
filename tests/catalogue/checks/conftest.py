import pytest

from tests.catalogue.seeding import Seeds


@pytest.fixture
def bodies(seeds: Seeds) -> Seeds:
    """An institution of Honduras that owns a practice, and one of Panama."""
    seeds.institution("a", "hnd")
    seeds.institution("b", "pan")
    seeds.practice("p", "[a]", "countries: [hnd]\n")
    return seeds
