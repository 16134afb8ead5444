"""A route whose endpoint takes the request and its caller, and nothing that the framework would have to work out.

For the doors that much comes through: working out parameters takes as long there as writing the application down.
"""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from services.gateway.web.guard import Guard


class DirectRoute(APIRoute):
    """The lock first, then the endpoint; the route is described like any other."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What is called with each request."""
        guard = self._only_guard()
        endpoint: Callable[..., Awaitable[Response]] = self.endpoint

        async def handle(request: Request) -> Response:
            caller = await guard(request)
            return await endpoint(request, caller)

        return handle

    def _only_guard(self) -> Guard:
        """The lock of the door; raises TypeError when the endpoint asks for more than the caller."""
        told = self.dependant
        more = [*told.path_params, *told.query_params, *told.header_params, *told.cookie_params, *told.body_params]
        if more or len(told.dependencies) != 1 or told.dependencies[0].call is None:
            raise TypeError(f"{self.path} asks for more than its caller")
        guard: Guard = told.dependencies[0].call
        return guard
