import assert from "node:assert/strict";
import { lambda, lambdaAuthorizer, none, RestApi, type RestApiArgs } from "../../../components";
import { deploy } from "../../support/deploy";
import { refused } from "../../support/refused";

const fn = (name: string): string => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
const routes = { "GET /a": lambda(fn("orders")) };

interface Body {
  paths: Record<string, Record<string, Record<string, unknown> & { security: Record<string, unknown>[] }>>;
  components: {
    schemas: Record<string, unknown>;
    securitySchemes: Record<string, { "x-amazon-apigateway-authorizer": { authorizerUri: string } }>;
  };
}

async function bodyOf(args: RestApiArgs): Promise<Body> {
  const { inputsOf } = await deploy(() => new RestApi("shop", { defaultAuthorizer: none("a test"), routes, ...args }));
  return JSON.parse(inputsOf("apigateway/restApi:RestApi").body as string) as Body;
}

describe("the body of a RestApi", () => {
  it("has a scheme for each authorizer, also where their names differ in a character that schemes can't have", async () => {
    const admins = lambdaAuthorizer(fn("admins"), { name: "check.token" });
    const customers = lambdaAuthorizer(fn("customers"), { name: "check-token" });
    const { paths, components } = await bodyOf({
      routes: {
        "GET /a": { integration: lambda(fn("orders")), authorizer: admins },
        "GET /b": { integration: lambda(fn("orders")), authorizer: customers },
      },
    });
    for (const [path, name] of [
      ["/a", "admins"],
      ["/b", "customers"],
    ] as const) {
      const [scheme = ""] = Object.keys(paths[path]?.get?.security[0] ?? {});
      const { authorizerUri } = components.securitySchemes[scheme]?.["x-amazon-apigateway-authorizer"] ?? {};
      assert.match(scheme, /^[A-Za-z0-9_-]+$/);
      assert.match(authorizerUri ?? "", new RegExp(`function:${name}/invocations$`));
    }
  });

  it("has a model for each local definition of a model", async () => {
    const Order = {
      type: "object",
      properties: { lines: { type: "array", items: { $ref: "#/definitions/Line" } } },
      definitions: { Line: { type: "object", properties: { next: { $ref: "#/definitions/Line" } } } },
    };
    const { schemas } = (await bodyOf({ models: { Order } })).components;
    assert.deepEqual(schemas, {
      Order: {
        type: "object",
        properties: { lines: { type: "array", items: { $ref: "#/components/schemas/OrderLine" } } },
      },
      OrderLine: { type: "object", properties: { next: { $ref: "#/components/schemas/OrderLine" } } },
    });
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
  it("converts preflights to text where every media type is binary", async () => {
    const preflight = async (binaryMediaTypes: string[]): Promise<unknown> => {
      const { paths } = await bodyOf({ binaryMediaTypes, cors: { allowOrigins: ["https://a.example"] } });
      const integration = paths["/a"]?.options?.["x-amazon-apigateway-integration"] as { contentHandling?: string };
      return integration.contentHandling;
    };
    assert.equal(await preflight(["*/*"]), "CONVERT_TO_TEXT");
    assert.equal(await preflight(["image/png"]), undefined);
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
  it("is not made of a document with names or statuses that an import warns of", async () => {
    const document = {
      openapi: "3.0.1",
      info: { title: "a", version: "1" },
      paths: {
        "/a": {
          get: { parameters: [{ name: "page[size]", in: "query" }], responses: { "2XX": { description: "fine" } } },
        },
      },
    };
    const make = () =>
      new RestApi("shop", {
        defaultAuthorizer: none("a test"),
        openapi: { document, defaultIntegration: lambda(fn("orders")) },
      });
    const { value } = await deploy(() => refused(make));
    assert.match(value[1] ?? "", /\/paths\/~1a\/get\/parameters\/0\/name: got "page\[size\]"/);
    assert.match(value[2] ?? "", /\/paths\/~1a\/get\/responses\/2XX: got "2XX", expected a status of three digits/);
  });
});
