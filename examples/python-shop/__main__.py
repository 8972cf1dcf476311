"""An HTTP API with a JWT, a REST API with usage plans, and the custom domain of both."""

import json

import pulumi
import pulumi_aws as aws
import pulumi_gatewright as gatewright

config = pulumi.Config()

role = aws.iam.Role(
    "role",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": "lambda.amazonaws.com"},
                }
            ],
        }
    ),
    managed_policy_arns=["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
)
handler = aws.lambda_.Function(
    "handler",
    runtime="python3.13",
    handler="index.handler",
    role=role.arn,
    code=pulumi.FileArchive("./handler"),
)
to_handler = gatewright.IntegrationSpecArgs(
    kind=gatewright.IntegrationKind.LAMBDA_,
    function_arn=handler.arn,
    function_invoke_arn=handler.invoke_arn,
)

# HTTP API with a JWT authorizer
orders = gatewright.HttpApi(
    "orders",
    default_authorizer=gatewright.AuthorizerSpecArgs(
        kind=gatewright.AuthorizerKind.JWT,
        issuer=config.require("issuer"),
        audience=[config.require("audience")],
    ),
    routes={
        "GET /orders/{id}": gatewright.RouteArgs(integration=to_handler),
        "POST /orders": gatewright.RouteArgs(integration=to_handler, scopes=["orders/write"]),
        "GET /health": gatewright.RouteArgs(
            integration=to_handler,
            authorizer=gatewright.AuthorizerSpecArgs(
                kind=gatewright.AuthorizerKind.NONE,
                reason="the load balancer has no token",
            ),
        ),
    },
)

# REST API whose consumers have API keys: arguments can be dictionaries too
partners = gatewright.RestApi(
    "partners",
    api_key_required=True,
    default_authorizer={"kind": "none", "reason": "consumers have a key"},
    routes={"GET /stock/{item}": {"integration": to_handler}},
)
plans = gatewright.UsagePlans(
    "plans",
    stages=[{"api": partners}],
    plans={
        "free": {"quota": {"limit": 1000, "period": "DAY"}},
        "partner": {"throttle": {"rate_limit": 50, "burst_limit": 100}},
    },
    consumers={"acme": {"plan": "partner"}},
)

# Domain in front of both
domain = gatewright.CustomDomain(
    "domain",
    domain_name=config.require("domainName"),
    hosted_zone_id=config.require("hostedZoneId"),
    mappings={"shop": {"api": orders}, "partners": {"api": partners}},
)

pulumi.export("urls", domain.urls)
pulumi.export("keys", plans.key_values)
