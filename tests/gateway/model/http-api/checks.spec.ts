import assert from "node:assert/strict";
import {
  api,
  EXECUTION_ARN,
  FUNCTION_ARN,
  graph,
  integration,
  node,
  ordersFunction,
  permission,
  route,
  stage,
} from "../../../support/graphs";
import { readSnapshot } from "../../../../gateway/model/snapshot";

function problems(...resources: Parameters<typeof graph>): [name: string, severity: string, text: string][] {
  return readSnapshot(graph(...resources)).model.problems.map(({ name, severity, text }) => [name, severity, text]);
}

const SOUND = [api(), ordersFunction(), permission(), integration(), route("GET /orders"), stage()];

describe("checkHttpApi", () => {
  it("finds nothing wrong with a sound API", () => assert.deepEqual(problems(...SOUND), []));

  it("names the permission that is missing, and the stage", () => {
    const parts = [api(), ordersFunction(), integration(), route("GET /orders"), stage(), stage("dev")];
    const onDefault = permission({ sourceArn: `${EXECUTION_ARN}/$default/GET/orders` });
    assert.deepEqual(problems(...parts, onDefault), [
      [
        "GET /orders",
        "error",
        `API Gateway may not invoke orders for "GET /orders" on stage dev, so AWS answers 500; add an aws.lambda.Permission with principal "apigateway.amazonaws.com" and sourceArn "${EXECUTION_ARN}/*/*".`,
      ],
    ]);
    const [found] = readSnapshot(graph(...parts, onDefault)).model.httpApis;
    assert.equal(found?.routes[0]?.invokePermission, "missing");
    assert.deepEqual(found?.routes[0]?.stagesWithoutPermission, ["dev"]);
  });

  const permitted: [routeKey: string, source: string][] = [
    ["$default", "$default/$default"],
    ["ANY /{proxy+}", "*/*/{proxy+}"],
    ["ANY /{proxy+}", "*/*"],
    ["GET /orders/{id}", "*/GET/orders/{id}"],
    ["GET /orders/{id}", "*/GET/orders/*"],
  ];
  for (const [routeKey, source] of permitted) {
    it(`takes ${source} for permission of ${routeKey}`, () => {
      const granted = permission({ sourceArn: `${EXECUTION_ARN}/${source}` });
      assert.deepEqual(problems(api(), ordersFunction(), integration(), route(routeKey), stage(), granted), []);
    });
  }

  it("asks for no permission where a role invokes, and knows nothing of a function elsewhere", () => {
    const withRole = integration({ credentialsArn: "arn:aws:iam::123456789012:role/r" });
    const byRole = readSnapshot(graph(api(), ordersFunction(), withRole, route("GET /orders"), stage())).model;
    assert.deepEqual(byRole.problems, []);
    assert.equal(byRole.httpApis[0]?.routes[0]?.invokePermission, "notNeeded");
    const elsewhere = readSnapshot(graph(api(), integration(), route("GET /orders"), stage())).model;
    assert.equal(elsewhere.httpApis[0]?.routes[0]?.invokePermission, "unknown");
  });

  it("asks for the permission of a Lambda authorizer", () => {
    const authorizer = node(
      "authorizer",
      "guard",
      { apiId: "abc123", name: "guard", authorizerType: "REQUEST", authorizerUri: FUNCTION_ARN },
      { id: "auth1" },
    );
    const found = problems(api(), ordersFunction(), authorizer, stage());
    assert.deepEqual(found, [
      [
        "guard",
        "error",
        `API Gateway may not invoke orders as authorizer "guard", so AWS answers 500; add an aws.lambda.Permission with principal "apigateway.amazonaws.com" and sourceArn "${EXECUTION_ARN}/authorizers/auth1".`,
      ],
    ]);
    const granted = permission({ sourceArn: `${EXECUTION_ARN}/authorizers/auth1` });
    assert.deepEqual(problems(api(), ordersFunction(), authorizer, stage(), granted), []);
  });

  it("names routes that are repeated or have no target", () => {
    const again = { ...route("GET /orders"), name: "again", urn: `${route("GET /orders").urn}-again` };
    const bare = route("GET /bare");
    delete bare.inputs.target;
    assert.deepEqual(problems(...SOUND, again, bare), [
      ["GET /orders-again", "error", `route "GET /orders" is declared twice on the API; AWS refuses the second.`],
      ["GET /bare", "error", `route "GET /bare" has no target, so AWS answers 500; set "integrations/<id>".`],
    ]);
  });

  it("names a route whose authorization lacks its authorizer", () => {
    assert.deepEqual(problems(...SOUND, route("GET /private", { authorizationType: "JWT" })), [
      ["GET /private", "error", "authorizationType JWT needs a JWT authorizer, and the route has no authorizer."],
    ]);
  });

  it("names mappings that AWS refuses", () => {
    const mapped = integration({ requestParameters: { "overwrite:header.host-x": "a", "append:header.via": "b" } });
    assert.deepEqual(problems(api(), ordersFunction(), permission(), mapped, route("GET /orders"), stage()), [
      [
        "orders",
        "error",
        `requestParameters "append:header.via": the header "via" is reserved by API Gateway; choose another.`,
      ],
    ]);
  });

  it("names an API without stage, a stage without deployment and settings of a route that is none", () => {
    assert.deepEqual(problems(api()), [
      ["api", "warning", `the API has no stage, so every request is answered 404; add a stage such as "$default".`],
    ]);
    const routeSettings = [{ routeKey: "GET /none", throttlingRateLimit: 1, throttlingBurstLimit: 1 }];
    assert.deepEqual(problems(api(), stage("dev", { autoDeploy: false, routeSettings })), [
      [
        "dev",
        "error",
        `stage "dev" has neither autoDeploy nor a deploymentId, so every request is answered 404; set one.`,
      ],
      ["dev", "error", `routeSettings name "GET /none", which is no route of the API; AWS refuses that.`],
    ]);
  });
});
