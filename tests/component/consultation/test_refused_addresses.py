"""An address that no mail reaches is a gap of the directory until it is another."""

from typing import Any

import pytest

from shared.contracts.notifications_deliveries import DeliveryEvent, NotificationBounced, NotificationFailed
from shared.domain.roles import Role
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import Received
from shared.runtime.ids import new_id

from .harness import Harness

AT = "2026-11-13T10:00:00+01:00"


async def tell(harness: Harness, kind: type[DeliveryEvent], contact_id: str, **more: Any) -> None:
    told = {
        "notification_id": str(new_id()),
        "recipient_role": "clb",
        "contact_id": contact_id,
        "channel": "email",
        "template": "case-opened",
        "template_version": 1,
        "about": {"kind": "case", "id": str(new_id())},
        "sent_at": AT,
        **more,
    }
    envelope = Envelope(id=str(new_id()), source="/notifications", type=kind.event_type, sequence=2)
    await harness.tell(Received(envelope, kind.model_validate(told)))


async def refused(harness: Harness) -> list[str]:
    async with harness.asking("caseworker") as client:
        items = (await client.get("/directory/gaps")).json()["items"]
    return [item["contact_id"] for item in items if item["kind"] == "address-bounced"]


@pytest.mark.parametrize(
    ("kind", "more"), [(NotificationBounced, {"bounced_at": AT, "code": "5.1.1"}), (NotificationFailed, {})]
)
async def test_it_is_a_gap_until_the_contact_has_another(
    harness: Harness, kind: type[DeliveryEvent], more: dict[str, Any]
):
    await harness.add("clb-1", Role.CLB, email="an@clb.example")
    for _ in range(2):
        await tell(harness, kind, "clb-1", address_refused=True, **more)
    await tell(harness, kind, "nobody", address_refused=True, **more)
    assert await refused(harness) == ["clb-1"]
    async with harness.asking("coordinator") as client:
        changed = await client.patch("/contacts/clb-1", json={"email": "ann@clb.example"}, headers={"If-Match": "*"})
    assert changed.status_code == 200
    assert await refused(harness) == []
