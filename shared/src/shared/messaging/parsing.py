"""From a Kafka record to an event with its contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError

from shared.contracts.contract import Contract
from shared.contracts.errors import field_errors
from shared.messaging import envelope as cloudevents
from shared.messaging.envelope import Envelope
from shared.messaging.errors import InvalidEvent
from shared.messaging.record import Record

E = TypeVar("E", bound=Contract, covariant=True)


@dataclass(frozen=True, slots=True)
class Received(Generic[E]):
    """One event that arrived: its envelope and its data, checked against the contract."""

    envelope: Envelope
    data: E


def read_event(record: Record, expected: Mapping[str, type[Contract]]) -> Received[Contract] | None:
    """The event in a record; None if its type is not expected.

    Raises InvalidEvent, naming the first field that is wrong, for what is not a CloudEvent or breaks its contract.
    """
    return event_of(*cloudevents.read(record), expected)


def event_of(envelope: Envelope, data: bytes, expected: Mapping[str, type[Contract]]) -> Received[Contract] | None:
    """The event with this envelope and data as JSON text; None if its type is not expected.

    Raises InvalidEvent, naming the first field that is wrong, for data that break the contract.
    """
    contract = expected.get(envelope.type)
    if contract is None:
        return None
    try:
        return Received(envelope, contract.model_validate_json(data))
    except ValidationError as error:
        field, reason = field_errors(error)[0]
        raise InvalidEvent(field or "data", reason) from None
