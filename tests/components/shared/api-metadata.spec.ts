import assert from "node:assert/strict";
import type { Resource } from "@pulumi/pulumi";
import {
  type ApiRef,
  Authorizer,
  CustomDomain,
  HttpApi,
  httpProxy,
  Integration,
  jwt,
  none,
  RestApi,
  UsagePlan,
} from "../../../components";
import { deploy } from "../../support/deploy";
import { refused } from "../../support/refused";

const integration = httpProxy("https://example.com");
const defaultAuthorizer = none("a test");
const routes = { "GET /": integration };

/** Makes what takes an API, with this one. */
const TAKERS: Readonly<Record<string, (api: ApiRef) => Resource>> = {
  Integration: (api) => new Integration("a", { api, integration }),
  Authorizer: (api) =>
    new Authorizer("a", { api, authorizer: jwt({ issuer: "https://login.example.com", audience: ["a"] }) }),
  HttpApi: (api) => new HttpApi("a", { api, routes, defaultAuthorizer }),
  CustomDomain: (api) =>
    new CustomDomain("a", { domainName: "a.example.com", hostedZoneId: "Z0123456789", mappings: { x: { api } } }),
  UsagePlan: (api) => new UsagePlan("a", { stages: [{ api, stage: "live" }] }),
};

/** Returns the text or the object of a program that is not type-checked, such as the reference that YAML passes for `${queue}`. */
function untyped(value: unknown): ApiRef {
  return value as ApiRef;
}

const PLACES: Readonly<Record<string, string>> = { CustomDomain: 'mappings["x"].api', UsagePlan: "stages[0].api" };

describe("an argument that is an API", () => {
  for (const [taker, make] of Object.entries(TAKERS)) {
    it(`of ${taker} is refused where it is none`, async () => {
      const place = PLACES[taker] ?? "api";
      const { value } = await deploy(() => [
        refused(() => make(untyped("https://sqs.eu-west-1.amazonaws.com/123456789012/orders"))),
        refused(() => make(untyped({}))),
      ]);
      const [text, empty] = value;
      const expected = "expected an API, or an object with its id. Fix: pass the API itself";
      assert.ok(
        text?.includes(`  - ${place}: got "https://sqs.eu-west-1.amazonaws.com/123456789012/orders", ${expected}`),
        text?.join("\n"),
      );
      assert.ok(empty?.includes(`  - ${place}: ${expected}`), empty?.join("\n"));
    });
  }

  // API Gateway V2 has HTTP and WebSocket APIs: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/api-reference.html
  for (const taker of ["Integration", "Authorizer", "HttpApi"]) {
    it(`of ${taker} is refused where it is a REST API`, async () => {
      const { value } = await deploy(() => {
        const rest = new RestApi("rest", { routes, defaultAuthorizer });
        return refused(() => TAKERS[taker]?.(rest));
      });
      assert.deepEqual(value.slice(1), [
        '  - api: got "REST API", expected an HTTP API. Fix: write it in the routes of the RestApi',
      ]);
    });
  }
});
