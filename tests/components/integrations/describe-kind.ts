import * as ec2 from "@pulumi/aws/ec2";
import assert from "node:assert/strict";
import {
  HttpApi,
  httpProxy,
  type IntegrationKind,
  type IntegrationSpec,
  none,
  RestApi,
  WebSocketApi,
} from "../../../components";
import { integrationProblems } from "../../../components/integrations/integration-kinds";
import { protocolsOf } from "../../../components/shared/field-support";
import { integrationKinds } from "../../../components/integrations/kinds";
import type { ApiProtocol } from "../../../components/shared/api-protocol";
import { resourcesOf } from "../../../scripts/generate/integration-kinds";
import { type Gateway, startGateway } from "../../../gateway/server";
import { Backend } from "../../conformance/http-api/echo";
import { deploy, type Deployed } from "../../support/deploy";
import { refused } from "../../support/refused";
import type { KindCase, Statement } from "./kind-case";
import { kindSources, unfinished } from "./kind-sources";
import { callLocally, exchange, matched } from "./local-call";
import { readSnapshot } from "../../../gateway/model/snapshot";

const BACKEND = "https://backend.example";
const defaultAuthorizer = none("a conformance test");

const apis: Record<ApiProtocol, (spec: IntegrationSpec, route: string) => unknown> = {
  HTTP: (spec, route) => new HttpApi("api", { defaultAuthorizer, routes: { [route]: spec } }),
  REST: (spec, route) => new RestApi("api", { defaultAuthorizer, routes: { [route]: spec } }),
  WEBSOCKET: (spec) =>
    new WebSocketApi("api", {
      authorizer: defaultAuthorizer,
      routes: { $default: { integration: spec, response: true } },
    }),
};
const names = { HTTP: "HTTP APIs", REST: "REST APIs", WEBSOCKET: "WebSocket APIs" };

function specOn(one: KindCase, api: ApiProtocol, backend: string): IntegrationSpec {
  const own = api === "REST" ? one.restSpec?.(backend) : api === "WEBSOCKET" ? one.webSocketSpec?.(backend) : undefined;
  return own ?? one.spec(backend);
}

/** Runs the conformance suite of a kind: what it makes on each kind of API, what its role may do, and what the local gateway answers. */
export function describeKind(kind: IntegrationKind, one: KindCase): void {
  const definition = integrationKinds[kind];
  const protocols = protocolsOf(definition);
  const route = one.route ?? "POST /things/{id}";
  const make = (api: ApiProtocol, backend = BACKEND): Promise<Deployed<unknown>> =>
    deploy(() => apis[api](specOn(one, api, backend), route));

  describe(`the integration kind ${kind}`, () => {
    it("is finished: nothing is left to do in its kind, its spec and its stand-in", () => {
      const found = kindSources(kind).flatMap(({ path, text }) => unfinished(text).map((line) => `${path}:${line}`));
      assert.deepEqual(found, []);
    });

    it("refuses a spec that says nothing else, all problems at once", () => {
      const found = integrationProblems({ kind }, "integration", protocols[0] ?? "HTTP");
      assert.deepEqual(
        found.map(({ argument, fix }) => `${argument}: ${fix}`),
        one.empty,
      );
    });

    for (const api of ["HTTP", "REST", "WEBSOCKET"] as const) {
      const able = protocols.includes(api);
      it(`is ${able ? "carried" : "refused by name"} by ${names[api]}`, async () => {
        if (able) {
          assert.ok((await make(api)).resources.length > 0);
        } else {
          const { value, resources } = await deploy(() => refused(() => apis[api](one.spec(BACKEND), route)));
          assert.deepEqual(resources, []);
          assert.match(
            value[1] ?? "",
            new RegExp(`got "${kind}", expected an integration that ${names[api]} can have: `),
          );
        }
      });
    }

    if (protocols.includes("HTTP")) {
      it("has these inputs on an HTTP API", async () => {
        const { apiId, ...inputs } = (await make("HTTP")).inputsOf("apigatewayv2/integration:Integration");
        assert.equal(apiId, "api-id");
        assert.deepEqual(inputs, one.http);
      });
    }

    if (protocols.includes("REST")) {
      it("has this extension on a REST API", async () => {
        const { inputsOf } = await make("REST");
        const body = JSON.parse(inputsOf("apigateway/restApi:RestApi").body as string) as {
          paths: Record<string, Record<string, Record<string, unknown>>>;
        };
        const [method = "", path = ""] = route.split(" ");
        const operation =
          body.paths[path]?.[method === "ANY" ? "x-amazon-apigateway-any-method" : method.toLowerCase()];
        assert.deepEqual(operation?.["x-amazon-apigateway-integration"], one.rest);
      });
    }

    if (protocols.includes("WEBSOCKET")) {
      it("has these inputs on a WebSocket API", async () => {
        const { apiId, ...inputs } = (await make("WEBSOCKET")).inputsOf("apigatewayv2/integration:Integration");
        assert.equal(apiId, "api-id");
        assert.deepEqual(inputs, one.webSocket);
      });
    }

    for (const api of protocols) {
      it(`is allowed exactly what it does, on ${names[api]}`, async () => {
        const { resources } = await make(api);
        const ofType = (type: string) => resources.filter((resource) => resource.type === `aws:${type}`);
        const policies = ofType("iam/rolePolicy:RolePolicy").map(({ inputs }) => documentOf(inputs.policy));
        assert.deepEqual(policies, one.policy === undefined ? [] : [{ Version: "2012-10-17", Statement: one.policy }]);
        assert.equal(ofType("iam/role:Role").length, policies.length);
        for (const { inputs } of ofType("iam/role:Role")) {
          assert.deepEqual(documentOf(inputs.assumeRolePolicy).Statement, [
            {
              Sid: "AllowAssumeRole",
              Effect: "Allow",
              Principal: { Service: "apigateway.amazonaws.com" },
              Action: "sts:AssumeRole",
            },
          ]);
        }
        const permissions = ofType("lambda/permission:Permission").map(({ inputs }) => inputs);
        const sourceArn = "arn:aws:execute-api:eu-west-1:123456789012:api-id/*/*";
        assert.deepEqual(permissions, one.permission === undefined ? [] : [{ ...one.permission, sourceArn }]);
      });

      it(`makes what the table of docs/integrations.md says, on ${names[api]}`, async () => {
        const { resources } = await make(api);
        const { resources: bare } = await deploy(() => apis[api](httpProxy(BACKEND), "GET /"));
        // a part of the integration itself
        const isOwn = ({ type }: { type: string }): boolean => !type.endsWith(":IntegrationResponse");
        const types = (all: { type: string }[]): string[] =>
          all.filter(isOwn).map(({ type }) => type.split(":").at(-1) ?? "");
        const more = types(bare).reduce((left, type) => left.toSpliced(left.indexOf(type), 1), types(resources));
        assert.deepEqual(more.sort(), resourcesOf(definition));
      });

      it(`has values that a preview does not know, on ${names[api]}`, async () => {
        const { namesOf, warnings } = await deploy(
          () => {
            const later = new ec2.Vpc("later", { cidrBlock: "10.0.0.0/16" });
            return apis[api](one.unknown(later.arn), route);
          },
          { preview: true },
        );
        const type = api === "REST" ? "apigateway/restApi:RestApi" : "apigatewayv2/integration:Integration";
        assert.equal(namesOf(type).length, 1);
        assert.deepEqual(warnings, []);
      });
    }

    it("has no star in its policy, but with a reason at the end of a resource", () => {
      for (const { Action, Resource } of one.policy ?? []) {
        for (const action of [Action].flat()) {
          assert.match(action, /^[a-z0-9]+:[A-Za-z0-9]+$/);
        }
        for (const resource of [Resource].flat()) {
          assert.match(resource, one.wildcard === undefined ? /^arn:[^*]+$/ : /^arn:[^*]+[/:][^*]*\*?$/);
        }
      }
      const used = (one.policy ?? []).flatMap(({ Action }) => Action);
      assert.deepEqual(
        used.filter((action) => !action.startsWith("kms:") && !(definition.role?.iamActions ?? []).includes(action)),
        [],
      );
    });

    it("has a role reported here for every action", () => {
      const reported = (one.roles ?? []).map(([, first]) => first?.[0]);
      assert.deepEqual(reported.sort(), [...(definition.role?.iamActions ?? [])].sort());
    });

    for (const [spec, ...statements] of one.roles ?? []) {
      it(`has a role that allows exactly ${JSON.stringify(statements)}`, async () => {
        const { inputsOf } = await deploy(() => apis[protocols[0] ?? "HTTP"](spec, "POST /things/{id}"));
        assert.deepEqual(documentOf(inputsOf("iam/rolePolicy:RolePolicy").policy), {
          Version: "2012-10-17",
          Statement: statements.map(([Action, Resource]) => ({ Effect: "Allow", Action, Resource })),
        });
      });
    }

    const { WEBSOCKET: message, ...answers } = one.answers;
    if (message !== undefined) {
      it("answers a message on the local gateway, on WebSocket APIs", async () => {
        const backend = await Backend.start();
        let gateway: Gateway | undefined;
        try {
          const { graph } = await make("WEBSOCKET", backend.url);
          const resources = [...graph.resources, ...(one.local?.nodes ?? [])];
          gateway = await startGateway(readSnapshot({ ...graph, resources }), { port: 0, log: () => undefined });
          const answer = await exchange(gateway.apis[0]?.url ?? "", '{"id":"7"}');
          if (message instanceof RegExp) {
            assert.match(answer, message);
          } else {
            assert.equal(answer, message);
          }
        } finally {
          await gateway?.close();
          await backend.close();
        }
      });
    }

    for (const [api, answer] of Object.entries(answers) as ["HTTP" | "REST", KindCase["answers"]["HTTP"]][]) {
      it(`answers on the local gateway, on ${names[api]}`, async () => {
        await callLocally(
          one,
          route,
          (backend) => make(api, backend),
          api,
          async (response, lines, gateway) => {
            const body = await response.text();
            assert.equal(response.status, answer?.status, `${body}\n${lines.join("\n")}`);
            if (answer?.body instanceof RegExp) {
              assert.match(body, answer.body);
            } else {
              assert.equal(body, answer?.body);
            }
            for (const [name, value] of Object.entries(answer?.headers ?? {})) {
              assert.equal(response.headers.get(name), value, name);
            }
            const last = gateway.inbox.at(-1);
            const { service, operation, target, parameters } = last ?? {};
            assert.deepEqual(
              last === undefined ? undefined : { service, operation, target, parameters: matched(parameters, answer) },
              answer?.inbox,
            );
          },
        );
      });
    }

    for (const { name, spec, status, body, log } of one.refusals ?? []) {
      it(`answers ${status} on the local gateway for ${name}, on REST APIs`, async () => {
        const deployed = (): Promise<Deployed<unknown>> => deploy(() => apis.REST(spec, route));
        await callLocally(one, route, deployed, "REST", async (response, lines) => {
          assert.deepEqual([response.status, await response.text()], [status, body], lines.join("\n"));
          assert.ok(
            lines.some((line) => log.test(line)),
            lines.join("\n"),
          );
        });
      });
    }

    it("answers on the local gateway on every kind of API that carries it, but with a reason", () => {
      const told = [...Object.keys(one.answers), ...(one.unserved === undefined ? [] : ["WEBSOCKET"])];
      assert.deepEqual(told, protocols);
    });
  });
}

function documentOf(text: unknown): { Version: string; Statement: Statement[] } {
  return (typeof text === "string" ? JSON.parse(text) : text) as { Version: string; Statement: Statement[] };
}
