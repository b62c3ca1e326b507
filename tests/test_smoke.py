def test_world_has_a_person_per_role(world):
    assert len(world.people) == 18
