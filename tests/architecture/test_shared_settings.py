"""Settings that one service reads of another's group mean the same in both."""

import pytest
from pydantic import BaseModel

from videoagent_gateway.settings import RetentionGroup, WebhookGroup
from videoagent_notifier.settings import NotifierGroup
from videoagent_registry.settings import RegistryGroup


@pytest.mark.parametrize(("copy", "owner"), [(RetentionGroup, RegistryGroup), (WebhookGroup, NotifierGroup)])
def test_copied_settings_have_the_types_and_defaults_of_their_owners(
    copy: type[BaseModel], owner: type[BaseModel]
) -> None:
    for name, field in copy.model_fields.items():
        assert (field.annotation, field.default) == (
            owner.model_fields[name].annotation,
            owner.model_fields[name].default,
        )
