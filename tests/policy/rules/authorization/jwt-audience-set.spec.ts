import { V1, V2, USER_POOL, USER_POOL_CLIENT } from "../../../../aws/resource-types";
import { jwtAudienceSet } from "../../../../policy/rules/authorization/jwt-audience-set";
import { describeRule, UNKNOWN } from "../../cases";

const issuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2c3D4e";

describeRule(jwtAudienceSet, {
  baseline: {
    pool: { type: USER_POOL, props: { id: "eu-west-1_a1B2c3D4e" } },
    web: {
      type: USER_POOL_CLIENT,
      props: { id: "client1", userPoolId: "eu-west-1_a1B2c3D4e" },
      refs: { userPoolId: ["pool"] },
    },
    customers: {
      type: V2.authorizer,
      props: { authorizerType: "JWT", jwtConfiguration: { issuer, audiences: ["client1"] } },
    },
  },
  passes: {
    "a client that is not known yet": { "web.id": UNKNOWN },
    "an issuer of another kind": {
      "customers.jwtConfiguration": { issuer: "https://login.example.com", audiences: ["x"] },
    },
    "a Lambda authorizer": { "customers.authorizerType": "REQUEST" },
  },
  fails: {
    "a client of another pool": [
      {
        staff: { type: USER_POOL, props: { id: "eu-west-1_zzzzzzzzz" } },
        desk: {
          type: USER_POOL_CLIENT,
          props: { id: "client2", userPoolId: "eu-west-1_zzzzzzzzz" },
          refs: { userPoolId: ["staff"] },
        },
        "customers.jwtConfiguration.audiences": ["client2"],
      },
      /client2 in the audiences of customers is a client of staff, and a token's aud is the id of a client of pool\.\nFix: Use the id of web/,
    ],
    "the id of the pool": [
      { "customers.jwtConfiguration.audiences": ["eu-west-1_a1B2c3D4e"] },
      /is the id of a user pool/,
    ],
    "the name of a client": [
      { "web.name": "web-client", "customers.jwtConfiguration.audiences": ["web-client"] },
      /web-client in the audiences of customers is the name of a client/,
    ],
    "a security scheme of a body without an audience": [
      {
        api: {
          type: V2.api,
          props: {
            body: JSON.stringify({
              components: {
                securitySchemes: { users: { "x-amazon-apigateway-authorizer": { jwtConfiguration: { issuer } } } },
              },
            }),
          },
        },
      },
      /The security scheme users of api takes a token of its issuer for any application/,
    ],
    "an issuer of a REST API's body without an audience": [
      {
        rest: {
          type: V1.restApi,
          props: {
            body: JSON.stringify({
              components: {
                securitySchemes: {
                  users: {
                    "x-amazon-apigateway-authorizer": {
                      jwtConfiguration: {
                        issuers: [{ issuer, audiences: ["a"] }, { issuer: "https://b.example.com" }],
                      },
                    },
                  },
                },
              },
            }),
          },
        },
      },
      /users of rest takes a token of its issuer for any application\.\nFix: Set the audiences of jwtConfiguration\.issuers/,
    ],
    "no audience": [
      { "customers.jwtConfiguration.audiences": [] },
      /takes a token of its issuer for any application\.\nFix: Set jwtConfiguration\.audiences/,
    ],
    "an audience that is no client of the pool": [
      { "customers.jwtConfiguration.audiences": ["client9"] },
      /client9 in the audiences of customers is no client of the user pool pool here\.\nFix: Use the id of web/,
    ],
  },
  unknown: {
    "audiences that are not known yet": [{ "customers.jwtConfiguration.audiences": UNKNOWN }, "not needed"],
    "one audience that is not known yet": [{ "customers.jwtConfiguration.audiences": [UNKNOWN] }, "not needed"],
    "a type that is not known yet": [{ "customers.authorizerType": UNKNOWN }, /authorizerType is not known/],
  },
});
