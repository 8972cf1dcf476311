import assert from "node:assert/strict";
import {
  ACCESS_LOG_FORMATS,
  accessLogVariables,
  compileAccessLogFormat,
} from "../../../../gateway/behavior/shared/access-log";
import { HTTP_API_CONTEXT_VARIABLES } from "../../../../aws/context-variables";
import type { ContextData } from "../../../../gateway/behavior/http-api/context-variables";
import { context, request } from "../../../support/requests";

const DATA: ContextData = {
  request: request({ path: "/dev/orders", headers: [["user-agent", "curl/8"]] }),
  context: context({
    stage: "dev",
    routeKey: "GET /orders",
    authorizer: { kind: "jwt", claims: { sub: "alice", "cognito:groups": "[admin]" }, scopes: null },
  }),
  response: { status: 200, length: 27, latency: 12 },
  integration: { status: 201, serviceStatus: 200, latency: 9, requestId: "aws-1" },
};

describe("compileAccessLogFormat", () => {
  const log = (format: string, data = DATA) => compileAccessLogFormat(format)(data);

  it("writes the common log format", () => {
    assert.equal(
      log(ACCESS_LOG_FORMATS.clf),
      `192.0.2.1 - - [12/Mar/2020:19:03:58 +0000] "GET GET /orders HTTP/1.1" 200 27 JKJaXmPLvHcESHA=`,
    );
  });

  it("writes JSON, XML and CSV", () => {
    assert.deepEqual(JSON.parse(log(ACCESS_LOG_FORMATS.json)), {
      requestId: "JKJaXmPLvHcESHA=",
      ip: "192.0.2.1",
      requestTime: "12/Mar/2020:19:03:58 +0000",
      httpMethod: "GET",
      routeKey: "GET /orders",
      status: "200",
      protocol: "HTTP/1.1",
      responseLength: "27",
    });
    assert.match(log(ACCESS_LOG_FORMATS.xml), /^<request id="JKJaXmPLvHcESHA="> <ip>192\.0\.2\.1<\/ip> .*<\/request>$/);
    assert.equal(
      log(ACCESS_LOG_FORMATS.csv),
      "192.0.2.1,12/Mar/2020:19:03:58 +0000,GET,GET /orders,HTTP/1.1,200,27,JKJaXmPLvHcESHA=",
    );
  });

  it("writes - for what has no value or does not exist", () => {
    assert.equal(log("$context.error.message $context.nonsense $context.authorizer.claims"), "- - -");
  });

  it("writes claims, those with a colon too", () => {
    assert.equal(log("$context.authorizer.claims.sub/$context.authorizer.claims.cognito:groups"), "alice/[admin]");
  });

  it("writes a Lambda authorizer's context as JSON where it is no text", () => {
    const lambda = { kind: "lambda", context: { key: "value", num: 1, list: ["a"] }, principalId: "p" } as const;
    const data = { ...DATA, context: context({ authorizer: lambda }) };
    assert.equal(
      log(
        "$context.authorizer.key $context.authorizer.num $context.authorizer.list $context.authorizer.principalId",
        data,
      ),
      `value 1 ["a"] p`,
    );
  });

  it("writes an error's message plain and quoted", () => {
    const data = { ...DATA, error: { message: "Not Found", responseType: "RESOURCE_NOT_FOUND" } };
    assert.equal(
      log("$context.error.message $context.error.messageString $context.error.responseType", data),
      `Not Found "Not Found" RESOURCE_NOT_FOUND`,
    );
  });

  it("leaves a dot behind a variable, and dollars that are none", () => {
    assert.equal(log("status $context.status. $5 $contextual"), "status 200. $5 $contextual");
  });
});

describe("accessLogVariables", () => {
  it("lists what AWS's formats name, all of them variables of HTTP APIs", () => {
    const known = new Set<string>(HTTP_API_CONTEXT_VARIABLES);
    for (const format of Object.values(ACCESS_LOG_FORMATS)) {
      const names = accessLogVariables(format);
      assert.equal(names.length, 8);
      assert.deepEqual(
        names.filter((name) => !known.has(name)),
        [],
      );
    }
  });
});
