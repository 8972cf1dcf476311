import { V1, V2, USER_POOL } from "../../../../aws/resource-types";
import { jwtIssuerExact } from "../../../../policy/rules/authorization/jwt-issuer-exact";
import { describeRule, UNKNOWN } from "../../cases";

const issuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2c3D4e";
const path = "customers.jwtConfiguration.issuer";
const bodyWith = (text: string) =>
  JSON.stringify({
    components: {
      securitySchemes: {
        users: { "x-amazon-apigateway-authorizer": { type: "jwt", jwtConfiguration: { issuer: text } } },
      },
    },
  });

describeRule(jwtIssuerExact, {
  baseline: {
    pool: { type: USER_POOL, props: { id: "eu-west-1_a1B2c3D4e", region: "eu-west-1" } },
    customers: { type: V2.authorizer, props: { authorizerType: "JWT", jwtConfiguration: { issuer } } },
    api: { type: V2.api, props: { body: bodyWith("https://tenant.eu.auth0.com/") } },
  },
  passes: {
    "an issuer that ends with a slash, as Auth0's do": { [path]: "https://tenant.eu.auth0.com/" },
    "a Lambda authorizer": { "customers.authorizerType": "REQUEST", "customers.jwtConfiguration": undefined },
    "a pool of another stack": { pool: undefined },
  },
  fails: {
    "no issuer": [
      { "customers.jwtConfiguration": {} },
      /The authorizer customers has no issuer, which API Gateway requires\.\nFix: Set jwtConfiguration\.issuer/,
    ],
    "the domain of the sign-in pages": [
      { [path]: "https://shop.auth.eu-west-1.amazoncognito.com" },
      /is the domain of the sign-in pages, and the user pool issues the tokens\.\nFix: Write "https:\/\/cognito-idp\.eu-west-1\.amazonaws\.com\/" with the user pool id/,
    ],
    "Cognito without the pool's id": [
      { [path]: "https://cognito-idp.eu-west-1.amazonaws.com" },
      /does not end with the id of a user pool\.\nFix: End it with the user pool id/,
    ],
    "Auth0 without its slash": [
      { [path]: "https://tenant.eu.auth0.com" },
      /the issuer in its tokens ends with a slash\.\nFix: Write "https:\/\/tenant\.eu\.auth0\.com\/"/,
    ],
    "any tenant of Entra ID": [
      { [path]: "https://login.microsoftonline.com/common/v2.0" },
      /"common" stands for any tenant, and tokens name their own\.\nFix: Write "https:\/\/login\.microsoftonline\.com\/TENANT_ID\/v2\.0"/,
    ],
    "a slash at the end of Cognito's issuer": [
      { [path]: `${issuer}/` },
      /^The issuer "https:\/\/cognito-idp\.eu-west-1\.amazonaws\.com\/eu-west-1_a1B2c3D4e\/" of the authorizer customers matches no token: Cognito's issuer ends with the pool id\.\nFix: Write "https:\/\/cognito-idp\.eu-west-1\.amazonaws\.com\/eu-west-1_a1B2c3D4e"\.$/,
    ],
    "the discovery document's path": [
      { [path]: `${issuer}/.well-known/openid-configuration` },
      /has the discovery path, which API Gateway adds\.\nFix: Write/,
    ],
    http: [{ [path]: "http://login.example.com" }, /is not an https URL\.\nFix: Write "https:\/\/login\.example\.com"/],
    "white space": [{ [path]: `${issuer} ` }, /has white space/],
    "a query": [{ [path]: "https://login.example.com?tenant=1" }, /has a query or fragment/],
    "another region than the pool's": [
      { [path]: issuer.replace("cognito-idp.eu-west-1", "cognito-idp.us-east-1") },
      /issuer's region is us-east-1 and the user pool eu-west-1_a1B2c3D4e is in eu-west-1\.\nFix: Write "https:\/\/cognito-idp\.eu-west-1\./,
    ],
    "another region than the prefix of a pool elsewhere": [
      { pool: undefined, [path]: "https://cognito-idp.us-east-1.amazonaws.com/eu-west-1_zzz" },
      /is in eu-west-1/,
    ],
    "the second issuer in a REST API's body": [
      {
        rest: {
          type: V1.restApi,
          props: {
            body: JSON.stringify({
              components: {
                securitySchemes: {
                  users: {
                    "x-amazon-apigateway-authorizer": {
                      type: "jwt",
                      jwtConfiguration: { issuers: [{ issuer }, { issuer: `${issuer}/` }] },
                    },
                  },
                },
              },
            }),
          },
        },
      },
      /eu-west-1_a1B2c3D4e\/" of the security scheme users matches no token: Cognito's issuer ends with the pool id/,
    ],
    "a security scheme of a body": [
      { "api.body": bodyWith("https://login.example.com/.well-known/x") },
      /of the security scheme users/,
    ],
  },
  unknown: {
    "an issuer that is not known yet": [{ [path]: UNKNOWN }, /customers: jwtConfiguration\.issuer is not known/],
  },
});
