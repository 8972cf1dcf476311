import assert from "node:assert/strict";
import { UserPool, UserPoolClient } from "@pulumi/aws/cognito";
import {
  Authorizer,
  cognitoJwt,
  existingAuthorizer,
  HttpApi,
  iam,
  jwt,
  lambda,
  lambdaAuthorizer,
  none,
  type RouteArgs,
} from "../../../components";
import { authorizerProblems } from "../../../components/authorizers/authorizer-kinds";
import { deploy } from "../../support/deploy";

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:check";
const api = {
  id: "abc",
  executionArn: "arn:aws:execute-api:eu-west-1:123456789012:abc",
  apiEndpoint: "https://abc.example",
};

function fixes(spec: unknown): string[] {
  return authorizerProblems(spec, "a", "HTTP").map((problem) => `${problem.argument}: ${problem.fix}`);
}

function issuer(url: string): string[] {
  return fixes(jwt({ issuer: url, audience: "x" }));
}

describe("jwt()", () => {
  it("takes issuers as they are, a trailing slash of their own included", () => {
    for (const url of [
      "https://auth.example.com",
      "https://tenant.eu.auth0.com/",
      "https://login.microsoftonline.com/tenant/v2.0",
      "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123",
      "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbC123",
    ]) {
      assert.deepEqual(issuer(url), [], url);
    }
  });

  it("refuses issuers that no token can have, with the one that is meant", () => {
    assert.deepEqual(issuer("auth.example.com"), [
      'a.issuer: write it with its scheme, such as "https://auth.example.com"',
    ]);
    assert.deepEqual(issuer("http://auth.example.com"), ['a.issuer: write "https://auth.example.com"']);
    assert.deepEqual(issuer("https://auth.example.com/.well-known/openid-configuration"), [
      'a.issuer: leave the discovery path out: "https://auth.example.com"',
    ]);
    assert.deepEqual(issuer("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123/"), [
      'a.issuer: take the trailing slash off: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123"',
    ]);
    assert.deepEqual(issuer("https://cognito-idp.eu-west-1.amazonaws.com/us-east-1_AbC123"), [
      'a.issuer: the pool is in us-east-1: write "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbC123"',
    ]);
    assert.deepEqual(issuer("https://cognito-idp.eu-west-1.amazonaws.com/"), [
      "a.issuer: end it with the user pool id, such as us-east-1_AbCdEfGhI",
    ]);
  });

  it("refuses no audience, too many, and an identity source that is none", () => {
    const valid = "https://auth.example.com";
    assert.deepEqual(fixes(jwt({ issuer: valid, audience: [] })), [
      "a.audience: name the client ids or audiences that tokens are for",
    ]);
    assert.deepEqual(fixes(jwt({ issuer: valid, audience: Array.from({ length: 51 }, (_, n) => `a${n}`) })), [
      "a.audience: split the API or use a Lambda authorizer",
    ]);
    assert.deepEqual(fixes(jwt({ issuer: valid, audience: "x", identitySource: "Authorization" })), [
      'a.identitySources: write "$request.header.Authorization"',
    ]);
  });
});

describe("cognitoJwt()", () => {
  it("makes the issuer from the pool's id and takes clients in every form", async () => {
    const { inputsOf, namesOf } = await deploy(() => {
      const pool = new UserPool("pool", {});
      const client = new UserPoolClient("client", { userPoolId: pool.id });
      const target = lambda(FUNCTION);
      const byResource = {
        integration: target,
        authorizer: cognitoJwt({ id: pool.id.apply(() => "eu-west-1_Res") }, [client, "other"]),
      };
      const byId = { integration: target, authorizer: cognitoJwt("cn-north-1_Id", "one", { name: "china" }) };
      return new HttpApi("shop", { routes: { "GET /a": byResource, "GET /b": byId } });
    });
    assert.deepEqual(namesOf("apigatewayv2/authorizer:Authorizer"), [
      "shop-china-authorizer",
      "shop-jwt-56be78dd-authorizer",
    ]);
    assert.deepEqual(inputsOf("apigatewayv2/authorizer:Authorizer", "shop-jwt-56be78dd-authorizer").jwtConfiguration, {
      issuer: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Res",
      audiences: ["client-id", "other"],
    });
    assert.deepEqual(inputsOf("apigatewayv2/authorizer:Authorizer", "shop-china-authorizer").jwtConfiguration, {
      issuer: "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_Id",
      audiences: ["one"],
    });
  });

  it("makes one authorizer of one pool and client, however often it is written", async () => {
    const { namesOf } = await deploy(() => {
      const pool = { id: new UserPool("pool", {}).id.apply(() => "eu-west-1_Abc") };
      const route = (): RouteArgs => ({ integration: lambda(FUNCTION), authorizer: cognitoJwt(pool, "client") });
      return new HttpApi("shop", { routes: { "GET /a": route(), "GET /b": route() } });
    });
    assert.deepEqual(namesOf("apigatewayv2/authorizer:Authorizer"), ["shop-jwt-18f963b9-authorizer"]);
  });
});

describe("lambdaAuthorizer()", () => {
  it("caches and answers as it is reported", async () => {
    const { inputsOf } = await deploy(() => {
      const authorizer = lambdaAuthorizer(FUNCTION, {
        payloadFormatVersion: "1.0",
        resultTtlInSeconds: 300,
        identitySources: ["$request.header.x-key", "$context.routeKey"],
      });
      return new Authorizer("gate", { api, authorizer });
    });
    assert.deepEqual(inputsOf("apigatewayv2/authorizer:Authorizer"), {
      apiId: "abc",
      authorizerType: "REQUEST",
      authorizerUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
      authorizerPayloadFormatVersion: "1.0",
      authorizerResultTtlInSeconds: 300,
      enableSimpleResponses: false,
      identitySources: ["$request.header.x-key", "$context.routeKey"],
    });
    assert.equal(inputsOf("lambda/permission:Permission", "gate-permission").sourceArn, `${api.executionArn}/*/*`);
  });

  it("refuses a cache time over an hour and simple responses in format 1.0", () => {
    const spec = lambdaAuthorizer(FUNCTION, {
      resultTtlInSeconds: 3601,
      payloadFormatVersion: "1.0",
      simpleResponses: true,
    });
    assert.deepEqual(fixes(spec), [
      "a.resultTtlInSeconds: write 0 to ask every time",
      "a.simpleResponses: leave payloadFormatVersion out, or answer an IAM policy",
    ]);
  });
});

describe("none(), iam() and existingAuthorizer()", () => {
  it("want a reason for none", () => {
    assert.deepEqual(fixes(none(" ")), ['a: write why anyone may call it: none("public price list")']);
    assert.deepEqual(fixes({ kind: "none" }).length, 1);
  });

  it("have no resource of their own", () => {
    assert.throws(
      () => new Authorizer("x", { api, authorizer: iam() }),
      /authorizer: got "iam", expected a kind that AWS has a resource for/,
    );
  });

  it("put the id of an authorizer made elsewhere on the route", async () => {
    const { inputsOf, namesOf } = await deploy(() => {
      const made = new Authorizer("mine", {
        api,
        authorizer: jwt({ issuer: "https://auth.example.com", audience: "x" }),
      });
      const authorizer = existingAuthorizer(made.authorizerId, "JWT");
      return new HttpApi("more", { api, defaultAuthorizer: authorizer, routes: { "GET /a": lambda(FUNCTION) } });
    });
    const { authorizerId, authorizationType } = inputsOf("apigatewayv2/route:Route");
    assert.deepEqual([authorizerId, authorizationType], ["mine-id", "JWT"]);
    assert.deepEqual(namesOf("apigatewayv2/authorizer:Authorizer"), ["mine"]);
  });
});
