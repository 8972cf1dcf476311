import assert from "node:assert/strict";
import { HttpApi, lambda, none } from "../../../components";
import { deploy, valueOf } from "../../support/deploy";

const target = lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders");
const defaultAuthorizer = none("a test");

const DOCUMENT = `
openapi: 3.0.1
info: { title: Pets, version: "1" }
security: [{ key: [] }]
paths:
  /pets:
    get: { operationId: listPets, summary: All pets, responses: { "200": { description: ok } } }
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    delete: { operationId: removePet, responses: {} }
`;

describe("an OpenAPI document bound by operationId", () => {
  it("makes one route an operation, which carries the operation's name", async () => {
    const { inputsOf, namesOf } = await deploy(() => {
      const operations = { listPets: target, removePet: target };
      return new HttpApi("pets", { defaultAuthorizer, openapi: { document: DOCUMENT, operations } });
    });
    assert.deepEqual(namesOf("apigatewayv2/route:Route"), ["pets-DELETE /pets/{id}", "pets-GET /pets"]);
    assert.equal(inputsOf("apigatewayv2/route:Route", "pets-GET /pets").operationName, "listPets");
    assert.deepEqual(namesOf("apigatewayv2/integration:Integration"), ["pets-orders-integration"]);
  });

  it("is kept in the body, with the extensions in place of its own security", async () => {
    const { inputsOf } = await deploy(() => {
      const operations = { listPets: target, removePet: target };
      return new HttpApi("pets", {
        defaultAuthorizer,
        deployAs: "openapi",
        openapi: { document: DOCUMENT, operations },
      });
    });
    const body = JSON.parse(String(inputsOf("apigatewayv2/api:Api").body)) as Record<string, unknown> & {
      paths: Record<string, Record<string, unknown>>;
    };
    assert.equal(body.security, undefined);
    assert.deepEqual(body.info, { title: "Pets", version: "1" });
    assert.deepEqual(Object.keys(body.paths["/pets/{id}"] ?? {}), ["parameters", "delete"]);
    assert.deepEqual(body.paths["/pets"]?.get, {
      operationId: "listPets",
      summary: "All pets",
      responses: { "200": { description: "ok" } },
      security: [],
      "x-amazon-apigateway-integration": { $ref: "#/components/x-amazon-apigateway-integrations/orders" },
    });
  });

  it("takes an object as well", async () => {
    const document = {
      openapi: "3.0.3",
      paths: { "/$default": { "x-amazon-apigateway-any-method": { operationId: "all" } } },
    };
    const { namesOf } = await deploy(
      () => new HttpApi("pets", { defaultAuthorizer, openapi: { document, operations: { all: target } } }),
    );
    assert.deepEqual(namesOf("apigatewayv2/route:Route"), ["pets-$default"]);
  });

  it("is refused with every problem and its JSON pointer", async () => {
    const document = `
openapi: 3.0.1
paths:
  /a/b:
    get: { operationId: one }
    post: { summary: nameless }
    trace: { operationId: t }
  /c~d:
    get: { operationId: one }
  /e:
    get: { operationId: orphan }
`;
    const make = deploy(
      () =>
        new HttpApi("pets", { defaultAuthorizer, openapi: { document, operations: { one: target, extra: target } } }),
    );
    await assert.rejects(make, (error: Error) => {
      assert.deepEqual(error.message.split("\n").slice(1), [
        "  - openapi.document /paths/~1a~1b/post/operationId: expected a name to bind a target to. Fix: add an operationId",
        '  - openapi.document /paths/~1a~1b/trace: got "trace", expected a method that API Gateway routes: get, put, post, delete, options, head, patch, x-amazon-apigateway-any-method. Fix: take it out',
        '  - openapi.document /paths/~1c~0d/get/operationId: got "one", expected an operationId of its own: /paths/~1a~1b/get has it as well. Fix: rename one',
        '  - openapi.operations: expected a target for the operation "orphan" at /paths/~1e/get. Fix: add orphan: { integration: ... }',
        '  - openapi.operations.extra: got "extra", expected the operationId of an operation: one, orphan. Fix: rename it, or add the operation',
        '  - openapi.operations.one: got "GET /c~d", expected a route key. Fix: the part "c~d" may have letters, digits, ".", "_", "-", ":" and "$" only.',
      ]);
      return true;
    });
  });

  it("is refused where it is no OpenAPI 3.0, or can't be read", async () => {
    const make = (document: string): Promise<unknown> =>
      deploy(() => new HttpApi("pets", { defaultAuthorizer, openapi: { document, operations: {} } }));
    await assert.rejects(
      make('swagger: "2.0"'),
      /openapi\.document \/openapi: got "2\.0", expected an OpenAPI 3\.0 document/,
    );
    await assert.rejects(make("a: [1\n"), /openapi\.document: got ".*", expected JSON or YAML/);
    await assert.rejects(make("missing/pets.yaml"), /openapi\.document: got "ENOENT.*missing\/pets\.yaml/);
  });

  it("stands in place of routes, not beside them", async () => {
    const openapi = { document: DOCUMENT, operations: { listPets: target, removePet: target } };
    const make = deploy(() => new HttpApi("pets", { defaultAuthorizer, openapi, routes: { "GET /x": target } }));
    await assert.rejects(make, /routes: expected either routes or openapi/);
  });
});

describe("HttpApi rendered as one body", () => {
  it("has the same permissions, stage and outputs, and no route, integration or authorizer of its own", async () => {
    const make = (deployAs: "openapi" | "resources"): Promise<Record<string, unknown>> =>
      deploy(
        () => new HttpApi("shop", { deployAs, defaultAuthorizer, routes: { "GET /a/{id}": target, $default: target } }),
      ).then(async ({ value, resources, inputsOf }) => ({
        url: await valueOf(value.url),
        route: await valueOf(value.urlFor("GET /a/{id}", { id: "1" })),
        stages: await valueOf(value.stages),
        coverage: await valueOf(value.authorizationCoverage),
        openapi: await valueOf(value.openapi),
        shared: resources
          .map((it) => it.name)
          .filter((name) => !/integration|GET|shop-\$/.test(name))
          .sort(),
        permission: inputsOf("lambda/permission:Permission"),
        stage: inputsOf("apigatewayv2/stage:Stage"),
      }));
    const spec = await make("openapi");
    assert.deepEqual(spec, await make("resources"));
    const { resources, inputsOf } = await deploy(
      () => new HttpApi("shop", { deployAs: "openapi", defaultAuthorizer, routes: { "GET /a/{id}": target } }),
    );
    assert.equal(resources.length, 4);
    assert.equal(inputsOf("apigatewayv2/api:Api").failOnWarnings, true);
  });
});
