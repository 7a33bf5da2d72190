"""Tests build applications with adapters that FastAPI keeps: each route still has its own."""

from typing import Annotated, Any, Generic, TypeVar

import httpx
from fastapi import FastAPI, Query
from pydantic import BaseModel

T = TypeVar("T")


class Listing(BaseModel, Generic[T]):
    """What both services have."""

    items: list[T]


def answer(field: str) -> Any:
    """A model that is named as another service's."""
    return type("ContactAnswer", (BaseModel,), {"__annotations__": {field: str}, "__module__": __name__})


def application(field: str, default: int) -> FastAPI:
    app, model = FastAPI(), answer(field)

    async def contacts(limit: Annotated[int, Query()] = default) -> Any:
        return {"items": [{field: str(limit)}]}

    app.get("/contacts", response_model=Listing[model])(contacts)
    return app


async def test_models_and_parameters_of_one_name_are_told_apart() -> None:
    for field, default in (("name", 5), ("role", 7), ("name", 9)):
        transport = httpx.ASGITransport(application(field, default))
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
            assert (await client.get("/contacts")).json() == {"items": [{field: str(default)}]}
            assert (await client.get("/contacts?limit=x")).status_code == 422
