"""Deploys the resources of graphs to moto by calls of AWS's SDK, and changes and deletes them again.

Reads from stdin {"stacks": [{"name", "resources": [...], "changed": [...]}]}, with the resources in the order in which they are made; writes
{"stacks": [{"name", "calls", "failures", "unsupported", "read"}]} to stdout. The members of each call come from botocore's model, by the name of
the input; botocore checks them before moto sees them.
"""

import io
import json
import sys
import zipfile

import boto3
from botocore.exceptions import ClientError, ParamValidationError
from moto import mock_aws

ZIP = io.BytesIO()
with zipfile.ZipFile(ZIP, "w") as archive:
    archive.writestr("index.js", "exports.handler = async () => ({});")


# lists that the provider names in the plural, and AWS does not
PLURALS = {"audiences": "Audience"}


class Stack:
    """One stack in an empty account."""

    def __init__(self):
        self.ids = {}
        self.calls = []
        self.failures = []
        self.unsupported = []

    def client(self, service, region):
        return boto3.client(service, region_name=region, aws_access_key_id="test", aws_secret_access_key="test")

    def call(self, service, operation, resource, inputs, renamed=None, **more):
        """Calls an operation with the inputs that are members of it. Inputs that are none are a failure of the test."""
        client = self.client(service, resource["region"])
        method = client.meta.method_to_api_mapping
        name = next(python for python, api in method.items() if api == operation)
        shape = client.meta.service_model.operation_model(operation).input_shape
        values = members(inputs, shape, renamed or {})
        self.calls.append(f"{service}:{operation}")
        return getattr(client, name)(**values, **more)

    def known(self, value):
        """The value with the ids that AWS gave in the place of those that the graph has."""
        if isinstance(value, str):
            for made_up, given in self.ids.items():
                value = value.replace(made_up, given)
            return value
        if isinstance(value, list):
            return [self.known(item) for item in value]
        if isinstance(value, dict):
            return {self.known(key): self.known(item) for key, item in value.items()}
        return value

    def made_up(self, value):
        """The text with the ids that the graph has in the place of those that AWS gave."""
        for made_up, given in self.ids.items():
            value = value.replace(given, made_up)
        return value

    def step(self, action, resource, before=None):
        handler = HANDLERS[resource["type"]]
        run = getattr(handler, action, None)
        if run is None:
            return
        inputs = self.known(resource["inputs"])
        resource = {**resource, "inputs": inputs, "id": self.known(resource["id"])}
        label = f"{action} {resource['type']} {resource['name']}"
        try:
            if before is None:
                run(self, resource, inputs)
            else:
                old = self.known(before["inputs"])
                changes = {key: value for key, value in inputs.items() if old.get(key) != value}
                run(self, resource, inputs, changes)
        except NotImplementedError as error:
            self.unsupported.append(f"{label}: {error}")
        except ClientError as error:
            if "not been implemented" in str(error) or error.response["Error"]["Code"] == "404":
                self.unsupported.append(f"{label}: {error}")
            else:
                self.failures.append(f"{label}: {error}")
        except (ParamValidationError, KeyError, TypeError, ValueError) as error:
            self.failures.append(f"{label}: {type(error).__name__} {error}")


def members(inputs, shape, renamed):
    names = {name.lower(): name for name in shape.members}
    result = {}
    for key, value in inputs.items():
        name = renamed.get(key, key)
        if name is None:
            continue
        member = names.get(name.lower())
        if member is None:
            raise ValueError(f"{key} is no member of {shape.name}")
        result[member] = converted(value, shape.members[member])
    return result


def converted(value, shape):
    """The value in the letters and the types that the shape has: Pulumi sends some numbers as text."""
    if shape.type_name == "structure" and isinstance(value, dict):
        return members(value, shape, PLURALS)
    if shape.type_name == "list" and isinstance(value, list):
        return [converted(item, shape.member) for item in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: converted(item, shape.value) for key, item in value.items()}
    if shape.type_name == "string" and not isinstance(value, str):
        return json.dumps(value)
    return value


class Simple:
    """A type whose inputs are the members of its calls."""

    def __init__(self, service, create, update=None, delete=None, keys=None, renamed=None, id=None, fixed=()):
        self.service, self.creates, self.updates, self.deletes = service, create, update, delete
        self.keys, self.renamed, self.given, self.fixed = keys or {}, renamed or {}, id, fixed

    def create(self, stack, resource, inputs):
        answer = stack.call(self.service, self.creates, resource, inputs, self.renamed)
        if self.given is not None:
            stack.ids[resource["id"]] = answer[self.given]

    def key(self, resource):
        found = {}
        for member, name in self.keys.items():
            found[member] = resource["id"] if name == "id" else resource["inputs"][name]
        return found

    def update(self, stack, resource, inputs, changes):
        if changes and self.updates is not None:
            sent = {key: value for key, value in inputs.items() if key not in self.fixed}
            stack.call(self.service, self.updates, resource, sent, self.renamed, **self.key(resource))

    def delete(self, stack, resource, inputs):
        if self.deletes is not None:
            stack.call(self.service, self.deletes, resource, {}, {}, **self.key(resource))


def patches(changes, names=None):
    """The changes as operations of a patch, as API Gateway's first API takes them."""
    return [
        {"op": "replace", "path": f"/{(names or {}).get(key, key)}", "value": value if isinstance(value, str) else json.dumps(value)}
        for key, value in changes.items()
    ]


def with_mocks(document):
    """The document with what moto 5.2 asks for, and AWS does not, of an integration of the type "mock"."""
    for operations in document.get("paths", {}).values():
        for operation in operations.values():
            integration = operation.get("x-amazon-apigateway-integration") if isinstance(operation, dict) else None
            if integration is not None and integration["type"].lower() == "mock":
                integration.update({"uri": "", "httpMethod": "POST", "type": "MOCK"})
    return document


class RestApi:
    def create(self, stack, resource, inputs):
        rest = {key: value for key, value in inputs.items() if key not in ("body", "failOnWarnings")}
        if "endpointConfiguration" in rest:
            types = rest["endpointConfiguration"].pop("types", None)
            rest["endpointConfiguration"]["types"] = types if isinstance(types, list) else [types]
        if isinstance(rest.get("policy"), dict):
            rest["policy"] = json.dumps(rest["policy"])
        answer = stack.call("apigateway", "CreateRestApi", resource, rest)
        stack.ids[resource["id"]] = answer["id"]
        stack.ids[resource["outputs"]["rootResourceId"]] = answer["rootResourceId"]
        self.put(stack, resource, inputs, answer["id"])

    def put(self, stack, resource, inputs, id):
        if "body" in inputs:
            more = {"restApiId": id, "mode": "overwrite", "body": json.dumps(with_mocks(json.loads(stack.known(inputs["body"])))).encode()}
            stack.call("apigateway", "PutRestApi", resource, {"failOnWarnings": inputs.get("failOnWarnings", False)}, **more)

    def update(self, stack, resource, inputs, changes):
        if "body" in changes:
            self.put(stack, resource, inputs, resource["id"])
        rest = {key: value for key, value in changes.items() if key in ("name", "description")}
        if rest:
            stack.call("apigateway", "UpdateRestApi", resource, {}, restApiId=resource["id"], patchOperations=patches(rest))

    def delete(self, stack, resource, inputs):
        stack.call("apigateway", "DeleteRestApi", resource, {}, restApiId=resource["id"])


class RestStage:
    PATCHED = ("accessLogSettings", "xrayTracingEnabled")

    def create(self, stack, resource, inputs):
        made = {key: value for key, value in inputs.items() if key not in self.PATCHED}
        made["tracingEnabled"] = inputs.get("xrayTracingEnabled", False)
        stack.call("apigateway", "CreateStage", resource, made, RENAMED_V1)
        self.log(stack, resource, inputs)

    def log(self, stack, resource, inputs):
        logs = inputs.get("accessLogSettings") or {}
        operations = [{"op": "replace", "path": f"/accessLogSettings/{key}", "value": value} for key, value in logs.items()]
        self.patch(stack, resource, inputs, operations)

    def patch(self, stack, resource, inputs, operations):
        if operations:
            stage = {"restApiId": inputs["restApi"], "stageName": inputs["stageName"]}
            stack.call("apigateway", "UpdateStage", resource, {}, **stage, patchOperations=operations)

    def update(self, stack, resource, inputs, changes):
        if "accessLogSettings" in changes:
            self.log(stack, resource, inputs)
        self.patch(stack, resource, inputs, patches({key: value for key, value in changes.items() if key in ("description",)}))

    def delete(self, stack, resource, inputs):
        stack.call("apigateway", "DeleteStage", resource, {}, restApiId=inputs["restApi"], stageName=inputs["stageName"])


class MethodSettings:
    """Settings of a stage. https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateStage-Patch"""

    PATHS = {
        "loggingLevel": "logging/loglevel",
        "dataTraceEnabled": "logging/dataTrace",
        "metricsEnabled": "metrics/enabled",
        "throttlingBurstLimit": "throttling/burstLimit",
        "throttlingRateLimit": "throttling/rateLimit",
        "cachingEnabled": "caching/enabled",
        "cacheDataEncrypted": "caching/dataEncrypted",
        "cacheTtlInSeconds": "caching/ttlInSeconds",
    }

    def create(self, stack, resource, inputs):
        settings = {f"{inputs['methodPath']}/{self.PATHS[key]}": value for key, value in inputs["settings"].items()}
        stage = {"restApiId": inputs["restApi"], "stageName": inputs["stageName"]}
        stack.call("apigateway", "UpdateStage", resource, {}, **stage, patchOperations=patches(settings))

    def update(self, stack, resource, inputs, changes):
        if changes:
            self.create(stack, resource, inputs)


class UsagePlan(Simple):
    def create(self, stack, resource, inputs):
        super().create(stack, resource, self.plain(inputs))

    def plain(self, inputs):
        stages = [
            {**stage, "throttle": {each["path"]: {k: v for k, v in each.items() if k != "path"} for each in stage.get("throttles", [])}}
            for stage in inputs.get("apiStages", [])
        ]
        stages = [{key: value for key, value in stage.items() if key != "throttles"} for stage in stages]
        return {**inputs, **({"apiStages": stages} if stages else {})}

    def update(self, stack, resource, inputs, changes):
        flat = {}
        for key in ("quotaSettings", "throttleSettings"):
            if key in changes:
                flat.update({f"{self.renamed[key]}/{name}": value for name, value in inputs[key].items()})
        flat.update({key: changes[key] for key in ("name", "description") if key in changes})
        if flat:
            stack.call("apigateway", "UpdateUsagePlan", resource, {}, usagePlanId=resource["id"], patchOperations=patches(flat))


class ApiKey(Simple):
    def update(self, stack, resource, inputs, changes):
        sent = {key: changes[key] for key in ("name", "description") if key in changes}
        if sent:
            stack.call("apigateway", "UpdateApiKey", resource, {}, apiKey=resource["id"], patchOperations=patches(sent))


class HttpStage(Simple):
    def shaped(self, inputs):
        """Settings by route: the provider has a list, the API a map."""
        if "routeSettings" not in inputs:
            return inputs
        by_route = {each["routeKey"]: {k: v for k, v in each.items() if k != "routeKey"} for each in inputs["routeSettings"]}
        return {**inputs, "routeSettings": by_route}

    def create(self, stack, resource, inputs):
        super().create(stack, resource, self.shaped(inputs))

    def update(self, stack, resource, inputs, changes):
        super().update(stack, {**resource, "inputs": inputs}, self.shaped(inputs), changes)


class HttpDomain(Simple):
    def create(self, stack, resource, inputs):
        super().create(stack, resource, {**inputs, "domainNameConfigurations": [inputs["domainNameConfiguration"]]})


class Function:
    OTHER = ("code", "publish", "name", "tags")

    def settings(self, inputs):
        return {key: value for key, value in inputs.items() if key not in self.OTHER}

    def create(self, stack, resource, inputs):
        more = {"FunctionName": inputs["name"], "Code": {"ZipFile": ZIP.getvalue()}}
        stack.call("lambda", "CreateFunction", resource, self.settings(inputs), **more)

    def update(self, stack, resource, inputs, changes):
        if "code" in changes:
            stack.call("lambda", "UpdateFunctionCode", resource, {}, FunctionName=inputs["name"], ZipFile=ZIP.getvalue())
        sent = {key: value for key, value in self.settings(inputs).items() if key != "architectures"}
        if any(key in changes for key in sent):
            stack.call("lambda", "UpdateFunctionConfiguration", resource, sent, FunctionName=inputs["name"])

    def delete(self, stack, resource, inputs):
        stack.call("lambda", "DeleteFunction", resource, {}, FunctionName=inputs["name"])


class Permission(Simple):
    def update(self, stack, resource, inputs, changes):
        if changes:
            self.delete(stack, resource, inputs)
            self.create(stack, resource, inputs)


class Role(Simple):
    def create(self, stack, resource, inputs):
        super().create(stack, resource, {key: value for key, value in inputs.items() if key not in ("inlinePolicies", "managedPolicyArns")})

    def update(self, stack, resource, inputs, changes):
        if "description" in changes:
            stack.call("iam", "UpdateRole", resource, {}, RoleName=inputs["name"], Description=inputs["description"])
        if "assumeRolePolicy" in changes:
            policy = {"RoleName": inputs["name"], "PolicyDocument": inputs["assumeRolePolicy"]}
            stack.call("iam", "UpdateAssumeRolePolicy", resource, {}, **policy)


class RolePolicy(Simple):
    def update(self, stack, resource, inputs, changes):
        if changes:
            self.create(stack, resource, inputs)


class LogGroup(Simple):
    def create(self, stack, resource, inputs):
        super().create(stack, resource, {key: value for key, value in inputs.items() if key != "retentionInDays"})
        self.retain(stack, resource, inputs)

    def retain(self, stack, resource, inputs):
        if inputs.get("retentionInDays"):
            days = {"logGroupName": inputs["name"], "retentionInDays": inputs["retentionInDays"]}
            stack.call("logs", "PutRetentionPolicy", resource, {}, **days)

    def update(self, stack, resource, inputs, changes):
        if "retentionInDays" in changes:
            self.retain(stack, resource, inputs)


class Table:
    def create(self, stack, resource, inputs):
        key = lambda given: [
            {"AttributeName": given[name], "KeyType": kind}
            for name, kind in (("hashKey", "HASH"), ("rangeKey", "RANGE"))
            if given.get(name)
        ]
        indexes = [
            {"IndexName": index["name"], "KeySchema": key(index), "Projection": {"ProjectionType": index["projectionType"]}}
            for index in inputs.get("globalSecondaryIndexes", [])
        ]
        more = {
            "TableName": inputs["name"],
            "KeySchema": key(inputs),
            "AttributeDefinitions": [{"AttributeName": one["name"], "AttributeType": one["type"]} for one in inputs["attributes"]],
            "BillingMode": inputs.get("billingMode", "PROVISIONED"),
        }
        if indexes:
            more["GlobalSecondaryIndexes"] = indexes
        stack.call("dynamodb", "CreateTable", resource, {}, **more)
        self.extras(stack, resource, inputs)

    def extras(self, stack, resource, inputs):
        if "ttl" in inputs:
            stack.call("dynamodb", "UpdateTimeToLive", resource, {}, TableName=inputs["name"], TimeToLiveSpecification={
                "AttributeName": inputs["ttl"]["attributeName"], "Enabled": inputs["ttl"].get("enabled", False)
            })
        if "pointInTimeRecovery" in inputs:
            stack.call("dynamodb", "UpdateContinuousBackups", resource, {}, TableName=inputs["name"], PointInTimeRecoverySpecification={
                "PointInTimeRecoveryEnabled": inputs["pointInTimeRecovery"]["enabled"]
            })

    def update(self, stack, resource, inputs, changes):
        if "pointInTimeRecovery" in changes:
            self.extras(stack, resource, {key: inputs[key] for key in ("name", "pointInTimeRecovery")})

    def delete(self, stack, resource, inputs):
        stack.call("dynamodb", "DeleteTable", resource, {}, TableName=inputs["name"])


RENAMED_V1 = {"restApi": "restApiId", "deployment": "deploymentId", "usagePlan": "usagePlanId", "triggers": None, "stageDescription": None}
PLAN = {"quotaSettings": "quota", "throttleSettings": "throttle"}
V2 = "apigatewayv2"
IAM = {"name": "RoleName", "assumeRolePolicy": "AssumeRolePolicyDocument", "forceDetachPolicies": None}
POLICY = {"name": "PolicyName", "role": "RoleName", "policy": "PolicyDocument"}
TIMEOUT = {"timeoutMilliseconds": "TimeoutInMillis"}
API = {"ApiId": "apiId"}

HANDLERS = {
    "aws:apigateway/apiKey:ApiKey": ApiKey("apigateway", "CreateApiKey", None, "DeleteApiKey", {"apiKey": "id"}, {}, "id"),
    "aws:apigateway/deployment:Deployment": Simple("apigateway", "CreateDeployment", renamed=RENAMED_V1, id="id"),
    "aws:apigateway/methodSettings:MethodSettings": MethodSettings(),
    "aws:apigateway/restApi:RestApi": RestApi(),
    "aws:apigateway/stage:Stage": RestStage(),
    "aws:apigateway/usagePlan:UsagePlan": UsagePlan("apigateway", "CreateUsagePlan", None, "DeleteUsagePlan", {"usagePlanId": "id"}, PLAN, "id"),
    "aws:apigateway/usagePlanKey:UsagePlanKey": Simple(
        "apigateway", "CreateUsagePlanKey", None, "DeleteUsagePlanKey", {"usagePlanId": "usagePlanId", "keyId": "keyId"}
    ),
    "aws:apigatewayv2/api:Api": Simple(V2, "CreateApi", "UpdateApi", "DeleteApi", {"ApiId": "id"}, {}, "ApiId", ["protocolType"]),
    "aws:apigatewayv2/apiMapping:ApiMapping": Simple(V2, "CreateApiMapping", None, "DeleteApiMapping", {"DomainName": "domainName", "ApiMappingId": "id"}, {}, "ApiMappingId"),
    "aws:apigatewayv2/authorizer:Authorizer": Simple(
        V2, "CreateAuthorizer", "UpdateAuthorizer", "DeleteAuthorizer", {**API, "AuthorizerId": "id"}, {"identitySources": "IdentitySource", "jwtConfiguration": "JwtConfiguration"}, "AuthorizerId", ["apiId"]
    ),
    "aws:apigatewayv2/deployment:Deployment": Simple(V2, "CreateDeployment", None, None, {}, {"triggers": None}, "DeploymentId"),
    "aws:apigatewayv2/domainName:DomainName": HttpDomain(V2, "CreateDomainName", None, "DeleteDomainName", {"DomainName": "domainName"}, {"domainNameConfiguration": None}),
    "aws:apigatewayv2/integration:Integration": Simple(
        V2, "CreateIntegration", "UpdateIntegration", "DeleteIntegration", {**API, "IntegrationId": "id"}, TIMEOUT, "IntegrationId", ["apiId"]
    ),
    "aws:apigatewayv2/route:Route": Simple(V2, "CreateRoute", "UpdateRoute", "DeleteRoute", {**API, "RouteId": "id"}, {}, "RouteId", ["apiId"]),
    "aws:apigatewayv2/routeResponse:RouteResponse": Simple(
        V2, "CreateRouteResponse", None, "DeleteRouteResponse", {**API, "RouteId": "routeId", "RouteResponseId": "id"}, {}, "RouteResponseId"
    ),
    "aws:apigatewayv2/stage:Stage": HttpStage(V2, "CreateStage", "UpdateStage", "DeleteStage", {**API, "StageName": "name"}, {"name": "StageName"}, None, ["apiId", "name"]),
    "aws:apigatewayv2/vpcLink:VpcLink": Simple(V2, "CreateVpcLink", None, "DeleteVpcLink", {"VpcLinkId": "id"}, {}, "VpcLinkId"),
    "aws:cloudwatch/logGroup:LogGroup": LogGroup("logs", "CreateLogGroup", None, "DeleteLogGroup", {"logGroupName": "name"}, {"name": "logGroupName"}),
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": RolePolicy("logs", "PutResourcePolicy", None, "DeleteResourcePolicy", {"policyName": "policyName"}),
    "aws:dynamodb/table:Table": Table(),
    "aws:iam/role:Role": Role("iam", "CreateRole", None, "DeleteRole", {"RoleName": "name"}, IAM),
    "aws:iam/rolePolicy:RolePolicy": RolePolicy("iam", "PutRolePolicy", None, "DeleteRolePolicy", {"RoleName": "role", "PolicyName": "name"}, POLICY),
    "aws:lambda/function:Function": Function(),
    "aws:lambda/permission:Permission": Permission(
        "lambda", "AddPermission", None, "RemovePermission", {"FunctionName": "function", "StatementId": "statementId"}, {"function": "FunctionName"}
    ),
}


def prepare(stack, resources):
    """Makes the functions of other stacks that the permissions here are for."""
    own = {resource["inputs"]["name"] for resource in resources if resource["type"] == "aws:lambda/function:Function"}
    for resource in resources:
        if resource["type"] == "aws:lambda/permission:Permission":
            name = resource["inputs"]["function"].split(":function:")[-1].split(":")[0]
            if name not in own:
                own.add(name)
                lambdas = stack.client("lambda", resource["region"])
                try:
                    role = boto3.client("iam").create_role(RoleName="elsewhere", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
                except ClientError:
                    role = boto3.client("iam").get_role(RoleName="elsewhere")["Role"]["Arn"]
                lambdas.create_function(FunctionName=name, Role=role, Runtime="nodejs22.x", Handler="index.handler", Code={"ZipFile": ZIP.getvalue()})


def read(stack, resources, regions=None):
    """What AWS has afterwards: the route keys of HTTP and WebSocket APIs, the methods of REST APIs, and the names of the rest."""
    found = {"routes": [], "methods": [], "functions": [], "roles": [], "tables": [], "logGroups": []}
    for resource in resources:
        kind, region = resource["type"], resource["region"]
        id = stack.known(resource["id"])
        if kind == "aws:apigatewayv2/api:Api":
            routes = stack.client(V2, region).get_routes(ApiId=id)["Items"]
            found["routes"] += [f"{resource['name']} {route['RouteKey']}" for route in routes]
        elif kind == "aws:apigateway/restApi:RestApi":
            for each in stack.client("apigateway", region).get_resources(restApiId=id, limit=500)["items"]:
                found["methods"] += [f"{resource['name']} {method} {each['path']}" for method in each.get("resourceMethods", {})]
    for region in sorted({resource["region"] for resource in regions or resources}):
        found["functions"] += [each["FunctionName"] for each in stack.client("lambda", region).list_functions()["Functions"]]
        found["tables"] += stack.client("dynamodb", region).list_tables()["TableNames"]
        found["logGroups"] += [each["logGroupName"] for each in stack.client("logs", region).describe_log_groups()["logGroups"]]
    found["roles"] = [each["RoleName"] for each in boto3.client("iam").list_roles()["Roles"]]
    return {key: sorted(stack.made_up(value) for value in values) for key, values in found.items()}


def deployed(given):
    with mock_aws():
        stack = Stack()
        resources = given["resources"]
        prepare(stack, resources)
        there = read(stack, resources[:0], resources)
        for resource in resources:
            stack.step("create", resource)
        made = read(stack, resources)
        first = {key: [value for value in values if value not in there[key]] for key, values in made.items()}
        created = len(stack.calls)
        for before, after in zip(resources, given["changed"]):
            stack.step("update", after, before)
        changed = len(stack.calls) - created
        for resource in reversed(given["changed"]):
            stack.step("delete", resource)
        return {
            "name": given["name"],
            "created": created,
            "changed": changed,
            "failures": stack.failures,
            "unsupported": stack.unsupported,
            "read": first,
            "left": {key: [value for value in values if value not in there[key]] for key, values in read(stack, [], resources).items()},
        }


if __name__ == "__main__":
    given = json.load(sys.stdin)
    if given.get("types"):
        json.dump(sorted(HANDLERS), sys.stdout)
    else:
        json.dump({"stacks": [deployed(stack) for stack in given["stacks"]]}, sys.stdout)
