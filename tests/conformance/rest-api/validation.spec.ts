import { type PropertyValue } from "../../../engine/graph/value";
import { conformance, type Case } from "../http-api/harness";
import { mock, restApi } from "../../support/rest-program";
import { REST_PAGES as PAGES } from "./pages";

const ORDER: PropertyValue = {
  type: "object",
  required: ["item", "count"],
  additionalProperties: false,
  properties: {
    item: { type: "string", minLength: 2, maxLength: 5, pattern: "^[a-z]+$" },
    count: { type: "integer", minimum: 0, exclusiveMinimum: true, maximum: 10 },
    size: { type: "string", enum: ["S", "M"] },
    tags: { type: "array", items: { type: "string" }, minItems: 1, maxItems: 2, uniqueItems: true },
    note: { type: "string", nullable: true },
    address: { $ref: "#/components/schemas/Address" },
  },
};

const validated = (validator: string, more: Record<string, PropertyValue> = {}) => ({
  integration: mock("valid"),
  operation: { "x-amazon-apigateway-request-validator": validator, ...more },
});
const content = (type: string, schema: PropertyValue) => ({ requestBody: { content: { [type]: { schema } } } });
const parameter = (name: string, place: string) => ({ name, in: place, required: true, schema: { type: "string" } });

/** The detail is in the gateway response of the API, as `validationErrorString`. */
function invalid(name: string, body: string, detail: string, path = "/prod/orders"): Case {
  return {
    name,
    source: PAGES.validation,
    request: { method: "POST", path, body },
    expect: { status: 400, json: { message: "Invalid request body", detail } },
  };
}

function valid(name: string, body: string, path = "/prod/orders", headers: Record<string, string> = {}): Case {
  return {
    name,
    source: PAGES.validation,
    request: { method: "POST", path, body, headers },
    expect: { status: 200, body: "valid" },
  };
}

function lacks(name: string, path: string, names: string, headers: Record<string, string> = {}): Case {
  const body = `{"message": "Missing required request parameters: [${names}]"}`;
  return {
    name,
    source: PAGES.validation,
    request: { path, headers },
    expect: { status: 400, body, headers: { "x-amzn-errortype": "BadRequestException" } },
  };
}

conformance({
  name: "conformance: request validation",
  given: () =>
    restApi({
      methods: {
        "POST /orders": validated("all", content("application/json", { $ref: "#/components/schemas/Order" })),
        "POST /any": validated("body", content("$default", { $ref: "#/components/schemas/Address" })),
        "POST /unchecked": validated("params", content("application/json", { $ref: "#/components/schemas/Order" })),
        "POST /tree": validated("body", content("application/json", { $ref: "#/components/schemas/Tree" })),
        "GET /search": validated("all", { parameters: [parameter("q", "query"), parameter("X-Tenant", "header")] }),
        "GET /loose": validated("body", { parameters: [parameter("q", "query")] }),
        "POST /both": validated("all", {
          ...content("application/json", { $ref: "#/components/schemas/Address" }),
          parameters: [parameter("q", "query")],
        }),
      },
      document: {
        components: {
          schemas: {
            Order: ORDER,
            Address: { type: "object", required: ["city"], properties: { city: { type: "string" } } },
            Tree: {
              type: "object",
              required: ["name"],
              properties: { name: {}, child: { $ref: "#/components/schemas/Tree" } },
            },
          },
        },
        "x-amazon-apigateway-request-validators": {
          all: { validateRequestBody: true, validateRequestParameters: true },
          body: { validateRequestBody: true, validateRequestParameters: false },
          params: { validateRequestBody: false, validateRequestParameters: true },
        },
        "x-amazon-apigateway-gateway-responses": {
          BAD_REQUEST_BODY: {
            responseTemplates: {
              "application/json": `{"message":$context.error.messageString,"detail":"\${context.error.validationErrorString}"}`,
            },
          },
        },
      },
    }),
  cases: [
    valid("a body that fits its model", '{"item":"cup","count":1}'),
    valid("a nested model", '{"item":"cup","count":1,"address":{"city":"Rome"}}'),
    valid("nullable takes null", '{"item":"cup","count":1,"note":null}'),
    valid("content type parameters do not count", '{"item":"cup","count":1}', "/prod/orders", {
      "content-type": "application/json; charset=utf-8",
    }),
    valid("a content type without a model is not checked", "<order/>", "/prod/orders", {
      "content-type": "application/xml",
    }),
    valid("a validator of parameters alone lets any body pass", "{}", "/prod/unchecked"),
    valid("a model that names itself", '{"name":1,"child":{"name":2}}', "/prod/tree"),
    valid("$default is the model of every content type", '{"city":"Rome"}', "/prod/any", {
      "content-type": "application/json",
    }),
    invalid(
      "a number of the wrong sign",
      '{"item":"cup","count":-1}',
      "[numeric instance is lower than the required minimum (minimum: 0, found: -1)]",
    ),
    invalid(
      "an exclusive minimum of draft 4",
      '{"item":"cup","count":0}',
      "[numeric instance is not strictly greater than the required minimum 0]",
    ),
    invalid(
      "a number that is too large",
      '{"item":"cup","count":11}',
      "[numeric instance is greater than the required maximum (maximum: 10, found: 11)]",
    ),
    {
      name: "all missing properties are named at once",
      source: PAGES.validation,
      request: { method: "POST", path: "/prod/orders", body: "{}" },
      expect: { status: 400, body: /object has missing required properties \(\["count","item"\]\)/ },
    },
    {
      name: "a wrong type names both types",
      source: PAGES.models,
      request: { method: "POST", path: "/prod/orders", body: '{"item":"cup","count":"1"}' },
      expect: {
        status: 400,
        body: /instance type \(string\) does not match any allowed primitive type \(allowed: \["integer"\]\)/,
      },
    },
    {
      name: "a value that is none of the enum",
      source: PAGES.models,
      request: { method: "POST", path: "/prod/orders", body: '{"item":"cup","count":1,"size":"XL"}' },
      expect: { status: 400, body: /instance value \("XL"\) not found in enum \(possible values: \["S","M"\]\)/ },
    },
    {
      name: "a string that is too short",
      source: PAGES.models,
      request: { method: "POST", path: "/prod/orders", body: '{"item":"c","count":1}' },
      expect: { status: 400, body: /string "c" is too short \(length: 1, required minimum: 2\)/ },
    },
    {
      name: "a string that is too long",
      source: PAGES.models,
      request: { method: "POST", path: "/prod/orders", body: '{"item":"teapot","count":1}' },
      expect: { status: 400, body: /string "teapot" is too long \(length: 6, maximum allowed: 5\)/ },
    },
    {
      name: "a string that does not match its pattern",
      source: PAGES.models,
      request: { method: "POST", path: "/prod/orders", body: '{"item":"CUP","count":1}' },
      expect: { status: 400, body: /ECMA 262 regex "\^\[a-z\]\+\$" does not match input string "CUP"/ },
    },
    {
      name: "a property that the model does not have",
      source: PAGES.models,
      request: { method: "POST", path: "/prod/orders", body: '{"item":"cup","count":1,"extra":true}' },
      expect: { status: 400, body: /properties which are not allowed by the schema: \["extra"\]/ },
    },
    {
      name: "a property missing in a nested model",
      source: PAGES.models,
      request: { method: "POST", path: "/prod/orders", body: '{"item":"cup","count":1,"address":{}}' },
      expect: { status: 400, body: /missing required properties \(\["city"\]\)/ },
    },
    invalid(
      "too few elements",
      '{"item":"cup","count":1,"tags":[]}',
      "[array is too short: must have at least 1 elements but instance has 0 elements]",
    ),
    invalid(
      "too many elements",
      '{"item":"cup","count":1,"tags":["a","b","c"]}',
      "[array is too long: must have at most 2 elements but instance has 3 elements]",
    ),
    invalid(
      "elements that are the same",
      '{"item":"cup","count":1,"tags":["a","a"]}',
      "[array must not contain duplicate elements]",
    ),
    invalid("a body that is not JSON", "{oops", "[Unknown error parsing request body]"),
    invalid("no body at all", "", "[Unknown error parsing request body]"),
    {
      name: "a problem is in the log",
      source: PAGES.validation,
      request: { method: "POST", path: "/prod/any", body: "[]" },
      expect: { status: 400, log: /POST \/any: 400, \[instance type \(array\) does not match/ },
    },
    lacks("a required query string", "/prod/search", "q", { "X-Tenant": "t" }),
    lacks("a required header", "/prod/search?q=1", "X-Tenant"),
    lacks("all missing parameters are named, those of headers first", "/prod/search", "X-Tenant, q"),
    lacks("a blank parameter is missing", "/prod/search?q=", "q", { "X-Tenant": "t" }),
    {
      name: "headers are found without regard to case",
      source: PAGES.validation,
      request: { path: "/prod/search?q=1", headers: { "x-tenant": "t" } },
      expect: { status: 200 },
    },
    {
      name: "a validator of the body alone lets parameters be missing",
      source: PAGES.validation,
      request: { path: "/prod/loose" },
      expect: { status: 200 },
    },
    {
      name: "parameters are checked before the body",
      source: PAGES.validation,
      request: { method: "POST", path: "/prod/both", body: "{}" },
      expect: {
        status: 400,
        body: '{"message": "Missing required request parameters: [q]"}',
        headers: { "x-amzn-trace-id": /^Root=1-/ },
      },
    },
  ],
});
