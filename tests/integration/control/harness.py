"""Attendance and casework side by side, asked by a coordinator."""

import asyncio
from typing import Any

import httpx


class Harness:
    """Both services, and a coordinator who asks them."""

    def __init__(self, attendance: httpx.AsyncClient, casework: httpx.AsyncClient) -> None:
        self.attendance = attendance
        self.casework = casework

    async def enrol(self, report: dict[str, Any]) -> None:
        answer = await self.attendance.post("/enrolments", json=report)
        assert answer.json()["results"][0]["status"] == "accepted"

    async def only_case(self, **expected: Any) -> dict[str, Any]:
        """The case, as soon as it is so."""
        async with asyncio.timeout(30):
            while True:
                cases = (await self.casework.get("/cases", params={"case_type": "not-enrolled"})).json()["items"]
                if len(cases) == 1 and all(cases[0][field] == value for field, value in expected.items()):
                    return dict(cases[0])
                await asyncio.sleep(0.1)
