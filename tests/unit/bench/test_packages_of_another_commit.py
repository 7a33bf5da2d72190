"""The environment of another commit is taken over from here only where its pins are the same."""

from importlib.metadata import version

from tests.bench.chain.against import are_installed

HERE = f"aiokafka=={version('aiokafka')} \\\n    --hash=sha256:00\n"


def test_the_same_pins_are_installed() -> None:
    assert are_installed(f"# made by hand\n{HERE}")


def test_another_version_or_package_is_not() -> None:
    assert not are_installed(f"{HERE}orjson==0.0.1 \\\n    --hash=sha256:00\n")
    assert not are_installed(f"{HERE}flankerend-nothing==1.0 \\\n    --hash=sha256:00\n")


def test_what_is_for_another_system_is_not_missed() -> None:
    assert are_installed("flankerend-nothing==1.0 ; sys_platform == 'none' \\\n    --hash=sha256:00\n")
