"""The promises of openapi.json, checked against what the server really answers."""

import copy
import json
import re

from jsonschema import Draft202012Validator

from server import JSON, ROOT

DESCRIPTION = ROOT / "Sources/WebServer/Assets/openapi.json"

# What every answer carries, pages and errors too.
SECURITY = {
    "Content-Security-Policy": r"default-src 'none';.*frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer|same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def check_headers(reply):
    for name, form in SECURITY.items():
        value = reply.headers.get(name, "")
        assert re.fullmatch(form, value), f"{name}: {value!r} with status {reply.status}"
    assert "'unsafe-inline'" not in reply.headers["Content-Security-Policy"]
    assert reply.headers.get("Server") is None, reply.headers.get("Server")


def is_sentence(text):
    """Whether a person can read it: begins with a capital or a number, ends with a full stop, and has some words."""
    return re.fullmatch(r"['A-Z0-9-].*[.?!]", text.strip(), re.DOTALL) is not None and len(text.split()) >= 4


def strict(schema):
    """The same description with nothing allowed that it doesn't name."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: strict(part) for name, part in schema.items()}
    if made.get("type") == "object" and isinstance(made.get("properties"), dict):
        made.setdefault("additionalProperties", False)
    return made


class Contract:
    """openapi.json, and what of it has been seen."""

    def __init__(self):
        self.document = json.loads(DESCRIPTION.read_text())
        self.components = {"schemas": strict(copy.deepcopy(self.document["components"]["schemas"]))}
        self.seen = set()
        self.paths = {
            path: re.compile(re.sub(r"\\\{\w+\\\}", "[^/?]+", re.escape(path))) for path in self.document["paths"]
        }

    def operations(self):
        """Each (path, method, operation)."""
        for path, item in self.document["paths"].items():
            for method, operation in item.items():
                if method != "parameters":
                    yield path, method.upper(), operation

    def resolved(self, value):
        while "$ref" in value:
            part = self.document
            for name in value["$ref"].removeprefix("#/").split("/"):
                part = part[name]
            value = part
        return value

    def check_value(self, schema, value, where):
        validator = Draft202012Validator({**strict(copy.deepcopy(schema)), "components": self.components})
        problems = sorted(validator.iter_errors(value), key=lambda e: list(e.absolute_path))
        assert not problems, f"{where}: " + "; ".join(
            f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in problems[:5])

    def check_component(self, name, value):
        self.check_value({"$ref": f"#/components/schemas/{name}"}, value, name)

    def path_of(self, target):
        plain = target.partition("?")[0]
        fitting = [path for path, form in self.paths.items() if form.fullmatch(plain)]
        assert fitting, f"{target} is not described"
        return min(fitting, key=lambda path: path.count("{"))

    def check_request(self, method, target, value):
        operation = self.document["paths"][self.path_of(target)][method.lower()]
        self.check_value(operation["requestBody"]["content"][JSON]["schema"], value, f"body of {method} {target}")

    def check(self, method, target, reply):
        """Whether an answer is one of those described, to the letter."""
        check_headers(reply)
        path = self.path_of(target)
        where = f"{method} {target} → {reply.status}"
        operation = self.document["paths"][path].get(method.lower())
        if operation is None:
            assert reply.status == 405, f"{where}: not described, so 405 was due"
            described = self.document["components"]["responses"]["WrongMethod"]
        else:
            self.seen.add((path, method, reply.status))
            assert str(reply.status) in operation["responses"], f"{where}: this status is not described: {reply}"
            described = self.resolved(operation["responses"][str(reply.status)])
        for name, header in described.get("headers", {}).items():
            assert name in reply.headers or not header.get("required"), f"{where}: no header {name}"
            self.check_value(header["schema"], reply.headers.get(name), f"{where}, {name}")
        content = described.get("content")
        if content is None:
            assert reply.body == b"", f"{where}: a body where none is described"
            return
        kind = reply.headers.get("Content-Type", "").partition(";")[0]
        assert kind in content, f"{where}: {kind} instead of {list(content)}"
        if kind == JSON:
            self.check_value(content[kind]["schema"], reply.json, where)
        if reply.status >= 400:
            error = reply.json["error"]
            assert is_sentence(error["message"]), f"{where}: {error['message']!r} is no sentence"


class Interface:
    """Calls to a site of which every one is checked against the description."""

    def __init__(self, site, contract):
        self.site = site
        self.contract = contract

    def get(self, path, headers=None, status=200):
        return self._checked("GET", path, self.site.get(path, headers), status)

    def post(self, path, value, status=200, headers=None):
        """A call whose body is as described, answered as described."""
        if status < 300:
            self.contract.check_request("POST", path, value)
        return self._checked("POST", path, self.site.post_json(path, value, headers), status)

    def delete(self, path, status=204):
        return self._checked("DELETE", path, self.site.ask("DELETE", path), status)

    def _checked(self, method, path, reply, status):
        self.contract.check(method, path, reply)
        assert reply.status == status, f"{method} {path}: {status} was due, not {reply}"
        return reply.json if reply.body else None
