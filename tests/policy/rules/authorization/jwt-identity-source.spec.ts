import { V2 } from "../../../../aws/resource-types";
import { jwtIdentitySource } from "../../../../policy/rules/authorization/jwt-identity-source";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(jwtIdentitySource, {
  baseline: {
    customers: {
      type: V2.authorizer,
      props: { authorizerType: "JWT", identitySources: ["$request.header.Authorization"] },
    },
  },
  passes: {
    "a Lambda authorizer with two": {
      "customers.authorizerType": "REQUEST",
      "customers.identitySources": ["$request.header.a", "$context.routeKey"],
    },
  },
  fails: {
    "no source": [
      { "customers.identitySources": undefined },
      /customers has no identity source, and takes exactly one\.\nFix: Set identitySources to/,
    ],
    "two sources": [
      { "customers.identitySources": ["$request.header.a", "$request.header.b"] },
      /has 2 identity sources/,
    ],
    "a source of another form": [
      { "customers.identitySources": ["method.request.header.Authorization"] },
      /neither a header nor a query parameter/,
    ],
  },
  unknown: {
    "a source that is not known yet": [{ "customers.identitySources": UNKNOWN }, /identitySources is not known/],
  },
});
