import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { CustomDomain, HttpApi, httpProxy, lambda, mock, none, RestApi, WebSocketApi } from "../../components";
import { valueOf } from "../support/deploy";

const FN = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const open = none("a public page");

/** The mocks of Pulumi's own documentation: a resource has its inputs and an id, and nothing that AWS computes. */
const MOCKS: pulumi.runtime.Mocks = {
  newResource: ({ name, inputs }) => ({ id: `${name}_id`, state: inputs as Record<string, unknown> }),
  call: ({ inputs }) => inputs as Record<string, unknown>,
};

/** https://www.pulumi.com/docs/iac/guides/testing/unit/ */
describe("components under mocks that compute nothing", () => {
  const programs: Record<string, () => pulumi.Output<unknown>> = {
    HttpApi: () => {
      const api = new HttpApi("orders", { defaultAuthorizer: open, routes: { "GET /orders/{id}": lambda(FN) } });
      return pulumi.output([api.url, api.urlFor("GET /orders/{id}", { id: "7" }), api.stages, api.openapi]);
    },
    RestApi: () => {
      const api = new RestApi("orders", {
        defaultAuthorizer: open,
        routes: { "GET /orders": mock(), "GET /x": lambda(FN) },
      });
      return pulumi.output([api.url, api.urlFor("GET /orders"), api.stages, api.openapi]);
    },
    WebSocketApi: () => {
      const api = new WebSocketApi("chat", { authorizer: open, routes: { $default: lambda(FN) } });
      return pulumi.output([api.url, api.callbackUrl, api.environment]);
    },
    CustomDomain: () => {
      const api = new HttpApi("shop", {
        defaultAuthorizer: open,
        routes: { "GET /x": httpProxy("https://example.com") },
      });
      const domain = new CustomDomain("api.example.com", {
        domainName: "api.example.com",
        hostedZoneId: "Z1",
        mappings: { "": { api } },
      });
      return pulumi.output(domain.urls);
    },
  };

  for (const [name, program] of Object.entries(programs)) {
    it(`make every output of ${name}`, async () => {
      await pulumi.runtime.setMocks(MOCKS, "shop", "dev");
      assert.ok((await valueOf(program())) !== undefined);
    });
  }
});
