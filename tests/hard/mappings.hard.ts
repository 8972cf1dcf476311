import assert from "node:assert/strict";
import * as fc from "fast-check";
import { compileAccessLogFormat, compileFormat } from "../../gateway/behavior/shared/access-log";
import { isBelowIntegration } from "../../gateway/behavior/shared/backend-path";
import { backendUrl, mapRequest, mapResponse } from "../../gateway/behavior/http-api/parameter-mapping";
import { interpretLambdaResult } from "../../gateway/behavior/http-api/lambda-result";
import { RouteTable } from "../../gateway/behavior/http-api/route-selection";
import { mappingValue } from "../../gateway/behavior/rest-api/parameter-mapping";
import { contextVariable } from "../../gateway/behavior/rest-api/context-variables";
import { webSocketVariable } from "../../gateway/behavior/websocket-api/context-variables";
import { parseRouteKey } from "../../aws/route-key";
import { context, request } from "../support/requests";
import { check } from "./property";
import { json, jsonText, name, pairs, record, text } from "./values";

const variable = fc.oneof(
  fc.constantFrom(
    "$request.header.a",
    "$request.querystring.a",
    "$request.path.a",
    "$request.path",
    "$request.body",
    "$request.body.a[0].b",
    "$context.identity.sourceIp",
    "$context.authorizer.claims.a",
    "$stageVariables.a",
    "${request.body.a} ${context.requestId}",
    "$response.header.a",
    "'static'",
  ),
  fc
    .tuple(fc.constantFrom("$request.header.", "$request.body.", "$context.", "$stageVariables.", "${"), name)
    .map((parts) => parts.join("")),
  text,
);
const target = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("append", "overwrite", "remove"),
      fc.constantFrom("header", "querystring", "path", "statuscode"),
      name,
    )
    .map(([action, place, key]) => `${action}:${place}.${key}`),
  fc.constantFrom("overwrite:path", "overwrite:statuscode", "append:header.host"),
  text,
);
const mappings = fc.dictionary(target, variable, { maxKeys: 4 });
const source = fc
  .record({
    headers: pairs,
    rawQueryString: fc.oneof(text, fc.constantFrom("a=1&a=2", "%=%&=", "a=%zz")),
    body: fc.option(fc.uint8Array({ maxLength: 50 }), { nil: undefined }),
    json: fc.option(jsonText, { nil: undefined }),
    stageVariables: record,
    pathParameters: record,
    claims: record,
    lambda: fc.dictionary(name, json, { maxKeys: 2 }),
    isJwt: fc.boolean(),
  })
  .map(({ headers, rawQueryString, body, json: message, stageVariables, pathParameters, claims, lambda, isJwt }) => ({
    request: request({ headers, rawQueryString, body: message === undefined ? body : Buffer.from(message) }),
    context: context({
      stageVariables,
      pathParameters,
      authorizer: isJwt ? { kind: "jwt", claims, scopes: null } : { kind: "lambda", context: lambda },
    }),
    routePath: "/a",
  }));

describe("parameter mappings", () => {
  it("of HTTP APIs map any request to texts", () => {
    check(200_000, [mappings, source], (given, from) => {
      const mapped = mapRequest(given, from);
      assert.ok(mapped.headers.flat().every((part) => typeof part === "string"));
      assert.equal(typeof mapped.rawQueryString, "string");
      assert.ok(mapped.path === undefined || mapped.path.startsWith("/"));
    });
  });

  it("of HTTP APIs map any response to texts and a status that HTTP has", () => {
    const response = fc.record({
      statusCode: fc.integer({ min: 200, max: 599 }),
      body: fc.uint8Array(),
      headers: pairs,
    });
    check(100_000, [mappings, source, response], (given, from, answered) => {
      const headers = answered.headers.map(([key, value]): [string, string] => [key.toLowerCase(), value]);
      const mapped = mapResponse(
        [{ statusCode: String(answered.statusCode), mappings: given }],
        { ...answered, headers },
        from,
      );
      assert.ok(mapped.statusCode >= 200 && mapped.statusCode <= 599);
      assert.ok(mapped.headers.flat().every((part) => typeof part === "string"));
    });
  });

  it("of HTTP APIs give a URL below the integration's, or none", () => {
    const uri = fc.constantFrom(
      "http://h/base/{a}",
      "http://h/base",
      "http://h",
      "http://h/${stageVariables.a}/{id}",
      "http://h/x{a}",
    );
    const path = fc
      .array(fc.oneof(text, fc.constantFrom("..", ".", "%2e%2e", "a")), { maxLength: 4 })
      .map((parts) => `/${parts.join("/")}`);
    check(
      100_000,
      [uri, path, source, fc.boolean()],
      (base, routePath, { context: { stageVariables, pathParameters } }, isDefaultRoute) => {
        const to = { routePath, isDefaultRoute, stageVariables, pathParameters };
        const url = backendUrl(base, to, { rawQueryString: "" });
        const fixed = base.startsWith("http://h/base") ? "/base" : "/";
        if (URL.canParse(url) && !base.includes("stageVariables") && isBelowIntegration(base, url)) {
          assert.equal(new URL(url).host, "h");
          assert.ok(new URL(url).pathname.startsWith(fixed), url);
        }
      },
    );
  });

  it("of REST APIs give a text or nothing", () => {
    const expression = fc.oneof(
      fc
        .tuple(
          fc.constantFrom(
            "method.request.header.",
            "method.request.body.",
            "method.request.body",
            "context.",
            "stageVariables.",
          ),
          name,
        )
        .map((parts) => parts.join("")),
      text,
    );
    check(100_000, [expression, record, jsonText, json], (given, stageVariables, body, variables) => {
      const from = {
        context: (key: string) => contextVariable({ value: variables }, key),
        stageVariables,
        parameter: () => undefined,
        body,
      };
      const value = mappingValue(given, from);
      assert.ok(value === undefined || typeof value === "string");
    });
  });
});

describe("access log formats", () => {
  const part = fc.oneof(
    fc.constantFrom(
      "$context.requestId",
      "$context.authorizer.claims.sub",
      "$context.error.messageString",
      "$context.",
      "$",
      '{"a":"',
    ),
    fc
      .tuple(
        fc.constantFrom("$context.", "$context.authorizer.", "$context.authorizer.claims.", "$context.identity."),
        name,
      )
      .map((parts) => parts.join("")),
    text,
  );
  const format = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(" "));

  it("of any text log any request as a text without an object in it", () => {
    check(150_000, [format, source], (given, { request: asked, context: known }) => {
      const data = { request: asked, context: known };
      const line = compileAccessLogFormat(given)(data);
      assert.ok(
        !line.includes("[native code]") && (given.includes("[object") || !line.includes("[object Object]")),
        line,
      );
      compileFormat(given, webSocketVariable)({ context: { authorizer: { context: {} } } } as never);
    });
  });
});

describe("the results of functions", () => {
  it("of any JSON are a response that HTTP can send, or malformed", () => {
    const shaped = fc.record(
      {
        statusCode: fc.oneof(json, fc.integer({ min: 0, max: 999 }), fc.constantFrom("200", "99", "2e2", 200.5)),
        headers: fc.oneof(json, record),
        multiValueHeaders: fc.oneof(json, fc.dictionary(name, fc.array(text, { maxLength: 2 }))),
        cookies: fc.oneof(json, fc.array(text, { maxLength: 2 })),
        body: json,
        isBase64Encoded: json,
      },
      { requiredKeys: [] },
    );
    for (const version of ["1.0", "2.0", "rest"] as const) {
      check(
        100_000,
        [
          fc.oneof(
            shaped.map((value) => JSON.stringify(value)),
            jsonText,
          ),
        ],
        (payload) => {
          const outcome = { kind: "result", payload } as const;
          const { statusCode, headers } = interpretLambdaResult(outcome, version).response;
          assert.ok(Number.isInteger(statusCode) && statusCode >= 200 && statusCode <= 599, payload);
          assert.ok(
            headers.flat().every((value) => typeof value === "string"),
            payload,
          );
        },
      );
    }
  });
});

describe("route selection", () => {
  const word = fc.constantFrom("a", "b", "c", "%2f", "a%2fb", "", "..", "é");
  const segment = fc.oneof(fc.constantFrom("a", "b", "{x}", "{y}"), fc.constant("{p+}"));
  const key = fc
    .tuple(fc.constantFrom("GET", "POST", "ANY"), fc.array(segment, { maxLength: 3 }))
    .map(([verb, parts]) => {
      const end = parts.indexOf("{p+}");
      const used = end < 0 ? parts : parts.slice(0, end + 1);
      return `${verb} /${used.map((part, index) => part.replace(/\{(\w)/, `{$1${index}`)).join("/")}`;
    });

  /** Decides as AWS's page orders routes, one route after the other. */
  function reference(keys: string[], method: string, path: string): Set<string> {
    const parts =
      path === "/"
        ? []
        : path
            .slice(1)
            .split("/")
            .map((part) => (part.includes("%") ? decodeURIComponent(part) : part));
    const matching = keys.filter((one) => {
      const [verb = "", route = ""] = one.split(" ");
      const segments = route === "/" ? [] : route.slice(1).split("/");
      const isGreedy = segments.at(-1)?.includes("+") === true;
      const fits = isGreedy
        ? parts.length >= segments.length || (segments.length === 1 && parts.length === 0)
        : parts.length === segments.length;
      return (
        (verb === "ANY" || verb === method) &&
        fits &&
        segments.every((text, index) => {
          return text.includes("+") || (text.startsWith("{") ? parts[index] !== "" : parts[index] === text);
        })
      );
    });
    return new Set(matching);
  }

  it("takes a route that matches where one does, and none where none does", () => {
    check(200_000, [fc.uniqueArray(key, { maxLength: 8 }), fc.array(word, { maxLength: 4 })], (keys, words) => {
      const path = `/${words.join("/")}`;
      const table = new RouteTable(keys.map((one) => ({ key: parseRouteKey(one) })));
      const found = table.select("GET", path)?.route.key.key;
      const allowed = reference(keys, "GET", path);
      assert.equal(found === undefined, allowed.size === 0, `${path} of ${keys.join(", ")}: ${found}`);
      assert.ok(found === undefined || allowed.has(found), `${path} of ${keys.join(", ")}: ${found}`);
    });
  });
});
