import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { HttpApi, jwt, type JwtOptions, lambda, RestApi, WebSocketApi } from "../../../components";
import { deploy } from "../../support/deploy";
import { refusal } from "../../support/refused";

const ISSUER = "https://auth.example.com/";
const target = lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders");

async function scheme(options: Partial<JwtOptions>): Promise<unknown> {
  const { inputsOf } = await deploy(
    () =>
      new RestApi("shop", {
        defaultAuthorizer: jwt({ issuer: ISSUER, audience: "shop", ...options }),
        routes: { "GET /a": target },
      }),
  );
  const body = JSON.parse(inputsOf("apigateway/restApi:RestApi").body as string) as {
    components: { securitySchemes: Record<string, unknown> };
  };
  return Object.values(body.components.securitySchemes)[0];
}

function refused(make: () => unknown): string {
  return refusal(make).message;
}

describe("jwt() on a REST API", () => {
  it("is a security scheme of the body with one issuer, its audiences and RS256", async () => {
    assert.deepEqual(await scheme({}), {
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authorizer": {
        type: "jwt",
        identitySource: "method.request.header.Authorization",
        jwtConfiguration: {
          issuers: [{ issuer: ISSUER, audiences: ["shop"] }],
          defaultAlgorithms: ["RS256"],
        },
      },
    });
  });

  it("has the token's header, algorithms, claims and further issuers, also where they are known later", async () => {
    const later = await scheme({
      issuer: pulumi.output(ISSUER),
      audience: pulumi.output("shop"),
      identitySource: "$request.header.X-Token",
      algorithms: ["ES256", "RS512"],
      requiredClaims: { tenant: ["acme", "globex"], email: true },
      furtherIssuers: [{ issuer: "https://other.example.com", audience: ["b"], requiredClaims: { tenant: "c" } }],
    });
    assert.deepEqual(later, {
      type: "apiKey",
      name: "X-Token",
      in: "header",
      "x-amazon-apigateway-authorizer": {
        type: "jwt",
        identitySource: "method.request.header.X-Token",
        jwtConfiguration: {
          issuers: [
            {
              issuer: ISSUER,
              audiences: ["shop"],
              additionalClaims: [
                { claimName: "tenant", format: "SINGLE_STRING", required: true, expectedValues: ["acme", "globex"] },
                { claimName: "email", format: "SINGLE_STRING", required: true },
              ],
            },
            {
              issuer: "https://other.example.com",
              audiences: ["b"],
              additionalClaims: [
                { claimName: "tenant", format: "SINGLE_STRING", required: true, expectedValues: ["c"] },
              ],
            },
          ],
          defaultAlgorithms: ["ES256", "RS512"],
        },
      },
    });
  });

  it("protects each method with its scopes", async () => {
    const { inputsOf } = await deploy(
      () =>
        new RestApi("shop", {
          defaultAuthorizer: jwt({ issuer: ISSUER, audience: "shop", scopes: ["orders:read"] }),
          routes: { "GET /a": target },
        }),
    );
    const body = JSON.parse(inputsOf("apigateway/restApi:RestApi").body as string) as {
      paths: Record<string, Record<string, { security: Record<string, string[]>[] }>>;
    };
    assert.deepEqual(Object.values(body.paths["/a"]?.get?.security[0] ?? {}), [["orders:read"]]);
  });

  it("says which options HTTP and WebSocket APIs do not have", () => {
    const authorizer = jwt({ issuer: ISSUER, audience: "shop", algorithms: ["ES256"] });
    assert.match(
      refused(() => new HttpApi("shop", { defaultAuthorizer: authorizer, routes: { "GET /a": target } })),
      /algorithms: expected no value: it is supported on REST APIs only/,
    );
    assert.match(
      refused(() => new WebSocketApi("chat", { authorizer, routes: { say: { integration: target } } })),
      /jwt/,
    );
  });
});
