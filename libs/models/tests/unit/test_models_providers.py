from dataclasses import dataclass
from importlib.metadata import EntryPoint, EntryPoints

import pytest

from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.steps import ProviderInfo
from videoagent_models import providers
from videoagent_models.providers import Registered, choose, infos, load_providers


@dataclass
class Painter:
    name: str
    available: bool = True

    def check(self) -> ProviderInfo:
        return ProviderInfo(name=self.name, available=self.available, reason="" if self.available else "no key is set")


def create_painter(settings: object) -> Painter:
    return Painter(str(settings))


def create_broken(settings: object) -> Painter:
    raise RuntimeError(f"secret {settings}")


def registered(*painters: Painter) -> dict[str, Registered[Painter]]:
    return {painter.name: Registered(painter.name, painter.check(), painter) for painter in painters}


@pytest.fixture
def _entry_points(monkeypatch: pytest.MonkeyPatch) -> None:
    points = EntryPoints(
        EntryPoint(name, f"{create_painter.__module__}:{value}", "videoagent.test")
        for name, value in (("good", "create_painter"), ("broken", "create_broken"), ("absent", "no_such_function"))
    )
    monkeypatch.setattr(providers, "entry_points", lambda group: points.select(group=group))


@pytest.mark.usefixtures("_entry_points")
def test_a_broken_provider_is_reported_and_the_others_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EntryPoint, "load", lambda point: globals()[point.attr])
    found: dict[str, Registered[Painter]] = load_providers("videoagent.test", "s3cret")
    assert list(found) == ["absent", "broken", "good"]
    assert found["good"].info.available
    assert found["good"].provider is not None
    assert found["broken"].provider is None
    assert "RuntimeError" in found["broken"].info.reason
    assert "s3cret" not in found["broken"].info.reason
    assert found["absent"].provider is None


def test_the_first_available_in_order_is_taken() -> None:
    found = registered(Painter("hosted", available=False), Painter("builtin"))
    assert choose(found, None, ("hosted", "builtin")).name == "builtin"


def test_the_users_choice_is_never_replaced() -> None:
    found = registered(Painter("hosted", available=False), Painter("builtin"))
    with pytest.raises(ModelProviderException) as refused:
        choose(found, "hosted", ("builtin",))
    assert refused.value.code is ErrorCode.PROVIDER_UNAVAILABLE
    assert "no key is set" in refused.value.detail
    assert not refused.value.retryable


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ModelProviderException) as refused:
        choose(registered(Painter("builtin")), "hostd", ("builtin",))
    assert refused.value.code is ErrorCode.PROVIDER_UNKNOWN
    assert "builtin" in refused.value.detail
    assert not refused.value.retryable


def test_none_available() -> None:
    with pytest.raises(ModelProviderException) as refused:
        choose(registered(Painter("hosted", available=False)), None, ("hosted",))
    assert refused.value.code is ErrorCode.PROVIDER_UNAVAILABLE


def test_the_announced_default_is_the_one_chosen() -> None:
    found = registered(Painter("builtin"), Painter("hosted", available=False), Painter("other"))
    announced = infos(found, ("hosted", "builtin"))
    assert [(info.name, info.is_default) for info in announced] == [
        ("hosted", False),
        ("builtin", True),
        ("other", False),
    ]
