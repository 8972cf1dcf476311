"""Runs a program against stand-ins of Pulumi's SDKs: the one of gatewright has the names of the schema, and refuses all others."""

import json
import re
import runpy
import sys
from unittest.mock import MagicMock

schema = json.load(open(sys.argv[1]))
used = []


def snake(name):
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()


def short(token):
    return token.rsplit(":", 1)[1]


def spec_of(prop):
    ref = prop.get("$ref", "")
    return schema["types"].get(ref.removeprefix("#/types/")) if ref.startswith("#/types/") else None


def check(value, prop, place):
    if isinstance(value, Typed):
        assert spec_of(prop) is value.spec, f"{place}: {value.name} is of another type"
    elif isinstance(value, dict):
        spec = spec_of(prop)
        if spec is not None:
            return check_all(value, spec["properties"], spec["required"], place)
        for key, item in value.items():
            check(item, prop.get("additionalProperties", {}), f"{place}[{key!r}]")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            check(item, prop.get("items", {}), f"{place}[{index}]")
    elif isinstance(value, str) and "enum" in (spec_of(prop) or {}):
        values = [one["value"] for one in spec_of(prop)["enum"]]
        assert value in values, f"{place}: {value!r} is none of {values}"


def check_all(values, properties, required, place):
    names = {snake(name): name for name in properties}
    for name, value in values.items():
        assert name in names, f"{place} has no {name}: {sorted(names)}"
        check(value, properties[names[name]], f"{place}.{name}")
    missing = [name for name in required if snake(name) not in values]
    assert not missing, f"{place} lacks {missing}"


class Typed:
    def __init__(self, name, spec, values):
        self.name, self.spec = name, spec
        check_all(values, spec["properties"], spec["required"], name)


class Gatewright:
    def __getattr__(self, name):
        resource = schema["resources"].get(f"gatewright:index:{name}")
        if resource is not None:

            def component(label, opts=None, **values):
                used.append(name)
                check_all(values, resource["inputProperties"], resource["requiredInputs"], name)
                return MagicMock(spec=[snake(output) for output in resource["properties"]])

            return component
        spec = schema["types"].get(f"gatewright:index:{name.removesuffix('Args')}")
        assert spec is not None, f"gatewright has no {name}"
        if "enum" in spec:
            members = {one["name"].upper().rstrip("_"): one["value"] for one in spec["enum"]}
            return type(name, (), {**members, "LAMBDA_": members.get("LAMBDA")})
        return lambda **values: Typed(name, spec, values)


sys.modules.update(pulumi=MagicMock(), pulumi_aws=MagicMock(), pulumi_gatewright=Gatewright())
runpy.run_path(sys.argv[2], run_name="__main__")
print(" ".join(used))
