from shared.local.supervisor import RestartPolicy


def test_every_quick_death_doubles_the_wait_up_to_the_longest():
    policy = RestartPolicy(first_wait_s=0.5, longest_wait_s=3)

    assert [policy.wait_s(deaths) for deaths in range(1, 6)] == [0.5, 1, 2, 3, 3]
