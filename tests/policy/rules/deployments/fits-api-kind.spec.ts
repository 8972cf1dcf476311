import assert from "node:assert/strict";
import { violations } from "../../../../aws/constraints";
import { V2 } from "../../../../aws/resource-types";
import { fitsApiKind } from "../../../../policy/rules/deployments/fits-api-kind";
import { REFUSED } from "../../../aws/constraints/cases";
import { describeRule, run, UNKNOWN } from "../../cases";

const refs = { apiId: ["api"] };
const of = (props: object) => ({ ...props, apiId: "abcde12345" });

describeRule(fitsApiKind, {
  baseline: {
    api: {
      type: V2.api,
      props: { id: "abcde12345", protocolType: "WEBSOCKET", routeSelectionExpression: "$request.body.a" },
    },
    say: { type: V2.integration, props: of({ integrationType: "AWS", timeoutMilliseconds: 29000 }), refs },
    route: { type: V2.route, props: of({ routeKey: "$connect", authorizationType: "AWS_IAM" }), refs },
    live: { type: V2.stage, props: of({ name: "live" }), refs },
  },
  passes: {
    "30 seconds of an HTTP API": {
      "api.protocolType": "HTTP",
      "say.timeoutMilliseconds": 30000,
      "say.integrationType": "AWS_PROXY",
      "route.routeKey": "GET /a",
    },
  },
  fails: {
    "30 seconds of a WebSocket API": [
      { "say.timeoutMilliseconds": 30000 },
      /^The timeoutMilliseconds of say is 30000, and AWS accepts a whole number from 50 to 29000 on a WebSocket API\.\nFix: Set timeoutMilliseconds to/,
    ],
    "a type of WebSocket APIs": [
      { "api.protocolType": "HTTP", "route.routeKey": "GET /a" },
      /integrationType of say is "AWS", and AWS accepts AWS_PROXY or HTTP_PROXY on an HTTP API/,
    ],
    "authorization of a message": [
      { "route.routeKey": "say" },
      /authorizationType of route is "AWS_IAM", and AWS accepts NONE: \$connect is the only route/,
    ],
    "what is of messages alone, on an HTTP API": [
      {
        "api.protocolType": "HTTP",
        say: undefined,
        route: undefined,
        model: { type: V2.model, props: of({ name: "Order", contentType: "application/json", schema: "{}" }), refs },
        answer: { type: V2.routeResponse, props: of({ routeId: "r", routeResponseKey: "$default" }), refs },
        reply: {
          type: V2.integrationResponse,
          props: of({ integrationId: "i", integrationResponseKey: "$default" }),
          refs,
        },
      },
      /integrationResponseKey of reply is "\$default", and AWS accepts nothing: it is supported on WebSocket APIs only/,
      /name of model is "Order", and AWS accepts nothing: it is supported on WebSocket APIs only/,
      /routeResponseKey of answer is "\$default", and AWS accepts nothing: it is supported on WebSocket APIs only/,
    ],
    "a $default stage": [{ "live.name": "$default" }, /name of live is "\$default"/],
  },
  unknown: {
    "a value that is not known yet": [{ "say.timeoutMilliseconds": UNKNOWN }, "not needed"],
    "an API that is not known": [{ "say.apiId": UNKNOWN, "say.refs": {} }, /say: apiId is not known/],
  },
});

describe("fits-api-kind", () => {
  for (const { title, type, inputs, context, path, expected } of REFUSED) {
    // what needs no API to be known, aws-accepts reports
    if (context?.protocol === undefined || type === V2.api || violations(type, inputs).length > 0) {
      continue;
    }
    it(`reports ${title}`, async () => {
      const findings = await run(fitsApiKind, {
        api: { type: V2.api, props: { id: "abcde12345", protocolType: context.protocol } },
        one: { type, props: of(inputs), refs },
      });
      const found = findings.find(({ message }) => message.startsWith(`The ${path} of `));
      assert.ok(found, JSON.stringify(findings));
      assert.match(found.message, expected);
    });
  }
});
