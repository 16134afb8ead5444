"""The reference of the API as a page: made from the OpenAPI document, readable offline, with no script in it."""

import json
from functools import lru_cache
from typing import Any

from services.gateway.web.templates import Page

PAGE = Page("reference")
CONTENT_SECURITY_POLICY = PAGE.content_security_policy

Document = dict[str, Any]


def page(document: Document) -> str:
    """The page of an OpenAPI document."""
    return _rendered(json.dumps(document, sort_keys=False))


@lru_cache(maxsize=2)
def _rendered(text: str) -> str:
    document = json.loads(text)
    return PAGE.render(
        info=document["info"],
        groups=_groups(document),
        schemas=[_schema(name, found) for name, found in sorted(document["components"]["schemas"].items())],
    )


def _groups(document: Document) -> dict[str, list[Document]]:
    """Operations by tag, in the order of the document."""
    groups: dict[str, list[Document]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            tag = operation.get("tags", ["Lainnya"])[0]
            groups.setdefault(tag, []).append(_operation(method.upper(), path, operation))
    return groups


def _operation(method: str, path: str, operation: Document) -> Document:
    return {
        "method": method,
        "path": path,
        "anchor": operation["operationId"],
        "summary": operation.get("summary", ""),
        "description": operation.get("description", ""),
        "locked": bool(operation.get("security")),
        "parameters": [_parameter(found) for found in operation.get("parameters", [])],
        "bodies": _contents(operation.get("requestBody", {})),
        "answers": [
            {"status": status, "description": found.get("description", ""), "contents": _contents(found)}
            for status, found in sorted(operation["responses"].items())
        ],
    }


def _parameter(found: Document) -> Document:
    return {
        "name": found["name"],
        "place": found["in"],
        "required": found.get("required", False),
        "kind": kind(found.get("schema", {})),
        "description": found.get("description", ""),
    }


def _contents(holder: Document) -> list[Document]:
    return [
        {"media": media, "kind": kind(found.get("schema", {}))} for media, found in holder.get("content", {}).items()
    ]


def _schema(name: str, found: Document) -> Document:
    required = set(found.get("required", []))
    fields = [
        {
            "name": field,
            "kind": kind(schema),
            "required": field in required,
            "description": schema.get("description", ""),
        }
        for field, schema in found.get("properties", {}).items()
    ]
    return {
        "name": name,
        "description": found.get("description", ""),
        "fields": fields,
        "choices": found.get("enum", []),
    }


def kind(schema: Document) -> Document:
    """A schema in a few words, and the name of the model that it leads to, if it does."""
    if "$ref" in schema:
        return {"text": schema["$ref"].rpartition("/")[2], "model": schema["$ref"].rpartition("/")[2]}
    if "anyOf" in schema:
        parts = [kind(each) for each in schema["anyOf"]]
        model = next((part["model"] for part in parts if part["model"]), None)
        return {"text": " atau ".join(part["text"] for part in parts), "model": model}
    if schema.get("type") == "array":
        inner = kind(schema.get("items", {}))
        return {"text": f"daftar {inner['text']}", "model": inner["model"]}
    return {"text": _plain(schema), "model": None}


def _plain(schema: Document) -> str:
    text = str(schema.get("const", schema.get("format", schema.get("type", "apa saja"))))
    bounds = [
        f"{word} {schema[name]}"
        for name, word in (("minimum", "≥"), ("maximum", "≤"), ("maxLength", "paling panjang"), ("pattern", "bentuk"))
        if name in schema
    ]
    return f"{text} ({', '.join(bounds)})" if bounds else text
