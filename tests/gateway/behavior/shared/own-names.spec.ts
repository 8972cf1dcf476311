import assert from "node:assert/strict";
import { compileAccessLogFormat, compileFormat } from "../../../../gateway/behavior/shared/access-log";
import { evaluateExpression, substituteStageVariables } from "../../../../gateway/behavior/shared/selection-expression";
import { backendUrl } from "../../../../gateway/behavior/http-api/parameter-mapping";
import { contextVariable } from "../../../../gateway/behavior/rest-api/context-variables";
import { mappingValue } from "../../../../gateway/behavior/rest-api/parameter-mapping";
import { failureAdvice } from "../../../../gateway/behavior/shared/function-failure";
import { renderTemplate, TemplateOverrides } from "../../../../gateway/behavior/templates/mapping-template";
import { webSocketVariable, type WebSocketLogData } from "../../../../gateway/behavior/websocket-api/context-variables";
import { context, request } from "../../../support/requests";

/** Names that every JavaScript object has a member of. */
const NAMES = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "isPrototypeOf"];

const jwt = { kind: "jwt", claims: { sub: "ann" }, scopes: null } as const;
const lambda = { kind: "lambda", context: { user: "ann" } } as const;

describe("names that every JavaScript object has a member of", () => {
  for (const name of NAMES) {
    it(`are nothing in an access log: ${name}`, () => {
      for (const variable of [
        name,
        `authorizer.claims.${name}`,
        `authorizer.${name}`,
        `identity.${name}`,
        `error.${name}`,
      ]) {
        for (const authorizer of [undefined, jwt, lambda]) {
          const data = { request: request(), context: context(authorizer === undefined ? {} : { authorizer }) };
          assert.equal(compileAccessLogFormat(`$context.${variable}`)(data), "-", variable);
        }
      }
      const format = compileFormat(`$context.${name} $context.authorizer.${name}`, webSocketVariable);
      assert.equal(format({ context: { authorizer: { context: {} } } } as unknown as WebSocketLogData), "- -");
      assert.equal(contextVariable({ identity: { user: "ann" } }, name), undefined);
      assert.equal(contextVariable({ identity: { user: "ann" } }, `identity.${name}`), undefined);
    });

    it(`are nothing in a mapping: ${name}`, () => {
      const source = {
        request: request({ body: Buffer.from('{"a":{}}') }),
        context: context({ stageVariables: {}, pathParameters: {} }),
        routePath: "/",
      };
      for (const place of ["request.path", "stageVariables", "context", "request.body", "request.body.a"]) {
        assert.equal(evaluateExpression(`$${place}.${name}`, source), undefined, place);
        assert.equal(evaluateExpression(`\${${place}.${name}}`, source), "", place);
      }
      assert.equal(substituteStageVariables(`<\${stageVariables.${name}}>`, {}), "<>");
      const target = { routePath: "/", isDefaultRoute: false, pathParameters: {} };
      assert.equal(backendUrl(`http://h/{${name}}`, target, { rawQueryString: "" }), "http://h/");
      const rest = { context: () => undefined, stageVariables: {}, parameter: () => undefined, body: "{}" };
      assert.equal(mappingValue(`stageVariables.${name}`, rest), undefined);
      assert.equal(mappingValue(`method.request.body.${name}`, rest), undefined);
    });

    it(`are nothing in a template: ${name}`, () => {
      const data = {
        body: '{"a":{}}',
        params: { path: {}, querystring: {}, header: {} },
        context: { identity: {} },
        stageVariables: {},
      };
      const word = name.replaceAll("_", "");
      for (const reference of ["context", "context.identity", "stageVariables", "util", "input", "input.params()"]) {
        const text = renderTemplate(`<$!${reference}.${word}>`, data, new TemplateOverrides());
        assert.equal(text, word === "class" ? text : "<>", reference);
      }
      assert.equal(renderTemplate(`<$input.params('${name}')>`, data, new TemplateOverrides()), "<>");
      assert.equal(renderTemplate(`<$!input.path('$.${name}')>`, data, new TemplateOverrides()), "<>");
    });

    it(`are an error type as any other: ${name}`, () => {
      const advice = failureAdvice({ errorType: name, errorMessage: "" });
      assert.equal(typeof advice, "string");
      assert.equal(advice, failureAdvice({ errorType: "Unknown", errorMessage: "" }));
    });
  }

  for (const method of ["hasOwnProperty('a')", "valueOf()", "isPrototypeOf('a')", "toLocaleString()"]) {
    it(`are no methods in a template: ${method}`, () => {
      const data = { body: "{}", params: { path: {}, querystring: {}, header: {} }, context: {}, stageVariables: {} };
      for (const object of ["util", "input", "context"]) {
        assert.equal(renderTemplate(`<$!${object}.${method}>`, data, new TemplateOverrides()), "<>");
      }
    });
  }
});
