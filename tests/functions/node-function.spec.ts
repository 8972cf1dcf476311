import assert from "node:assert/strict";
import * as iam from "@pulumi/aws/iam";
import { HttpApi, iam as signed, lambda, lambdaAuthorizer, none, RestApi, WebSocketApi } from "../../components";
import { NodeFunction, type NodeFunctionArgs } from "../../functions";
import { type Deployed, deploy } from "../support/deploy";
import { refused } from "../support/refused";

const entry = "stacks/handlers/health.ts";

async function made(args: Partial<NodeFunctionArgs> = {}): Promise<Deployed<NodeFunction>> {
  return deploy(() => new NodeFunction("health", { entry, ...args }));
}

/** The actions of a policy, by statement. */
function actions({ policy }: Record<string, unknown>): unknown[] {
  const { Statement } = JSON.parse(String(policy)) as { Statement: { Action: unknown }[] };
  return Statement.map(({ Action }) => Action);
}

describe("NodeFunction", () => {
  it("has a log group, and a role that may write to it and no more", async () => {
    const { inputsOf, namesOf } = await made();
    const { code, ...inputs } = inputsOf("lambda/function:Function");
    assert.ok(code);
    const logGroup = "/aws/lambda/shop-dev-health";
    assert.deepEqual(inputs, {
      runtime: "nodejs22.x",
      handler: "index.handler",
      role: inputs.role,
      architectures: ["arm64"],
      memorySize: 256,
      timeout: 10,
      loggingConfig: { logFormat: "JSON", logGroup },
      environment: { variables: { NODE_OPTIONS: "--enable-source-maps" } },
    });
    assert.deepEqual(inputsOf("cloudwatch/logGroup:LogGroup"), { name: logGroup, retentionInDays: 30 });
    assert.deepEqual(namesOf("iam/rolePolicy:RolePolicy"), ["health-logging"]);
    assert.deepEqual(actions(inputsOf("iam/rolePolicy:RolePolicy")), [["logs:CreateLogStream", "logs:PutLogEvents"]]);
    assert.deepEqual(namesOf("lambda/alias:Alias"), []);
  });

  it("may do what its arguments ask for, in a policy of its own", async () => {
    const { inputsOf } = await made({
      tracing: true,
      vpc: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] },
      statements: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }],
    });
    const [tracing, network, own, ...others] = actions(inputsOf("iam/rolePolicy:RolePolicy", "health-permissions"));
    assert.deepEqual([tracing, own], [["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "sqs:SendMessage"]);
    assert.ok(Array.isArray(network) && network.includes("ec2:CreateNetworkInterface"));
    assert.deepEqual(others, []);
    const { tracingConfig, vpcConfig } = inputsOf("lambda/function:Function");
    assert.deepEqual(tracingConfig, { mode: "Active" });
    assert.deepEqual(vpcConfig, { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] });
  });

  it("passes on its log's settings, and has its own variables beside the runtime's", async () => {
    const { inputsOf } = await made({
      logging: { retentionInDays: 90, logFormat: "JSON", applicationLogLevel: "DEBUG", systemLogLevel: "WARN" },
      environment: { TABLE: "orders" },
    });
    const { loggingConfig, environment } = inputsOf("lambda/function:Function");
    assert.deepEqual(loggingConfig, {
      logFormat: "JSON",
      logGroup: "/aws/lambda/shop-dev-health",
      applicationLogLevel: "DEBUG",
      systemLogLevel: "WARN",
    });
    assert.deepEqual(environment, { variables: { NODE_OPTIONS: "--enable-source-maps", TABLE: "orders" } });
    assert.equal(inputsOf("cloudwatch/logGroup:LogGroup").retentionInDays, 90);
  });

  it("runs with a role that it is given, and makes no policy", async () => {
    const { namesOf, value } = await deploy(() => {
      const role = new iam.Role("shared", { assumeRolePolicy: "{}" });
      return { role, fn: new NodeFunction("health", { entry, role }) };
    });
    assert.equal(value.fn.role, value.role);
    assert.deepEqual(namesOf("iam/role:Role"), ["shared"]);
    assert.deepEqual(namesOf("iam/rolePolicy:RolePolicy"), []);
  });

  it("is called by its alias from every kind of API, and by an authorizer", async () => {
    const { resources } = await deploy(() => {
      const orders = new NodeFunction("orders", { entry, alias: { name: "live", version: "7", newestWeight: 0.1 } });
      const access = new NodeFunction("access", { entry });
      const authorizer = lambdaAuthorizer(access);
      new HttpApi("http", { defaultAuthorizer: authorizer, routes: { "GET /orders": lambda(orders) } });
      new RestApi("rest", { defaultAuthorizer: signed(), routes: { "GET /orders": lambda(orders) } });
      new WebSocketApi("socket", { authorizer: none("a test"), routes: { $default: { integration: lambda(orders) } } });
    });
    const inputs = (type: string): Record<string, unknown>[] =>
      resources.filter((one) => one.type === `aws:${type}`).map((one) => one.inputs);
    const [alias] = inputs("lambda/alias:Alias");
    assert.deepEqual(alias, {
      name: "live",
      functionVersion: "7",
      routingConfig: { additionalVersionWeights: { 8: 0.1 } },
    });
    const permissions = inputs("lambda/permission:Permission").map(({ function: fn, qualifier }) => [
      String(fn).split(":").at(-1),
      qualifier,
    ]);
    // the mock calls an alias by its logical name
    assert.deepEqual(permissions.sort(), [
      ["access", undefined],
      ["orders", "orders-live"],
      ["orders", "orders-live"],
      ["orders", "orders-live"],
    ]);
    assert.equal(inputs("lambda/function:Function").find(({ publish }) => publish)?.handler, "index.handler");
  });

  it("refuses everything that is wrong at once, before it has a resource", () => {
    assert.deepEqual(
      refused(
        () =>
          new NodeFunction("orders", {
            entry: "handlers/gone.ts",
            handler: "orders.handler",
            runtime: "nodejs22" as "nodejs22.x",
            logging: { retentionInDays: 31, logFormat: "Text", systemLogLevel: "WARN" },
            alias: { name: "live", newestWeight: 0.1 },
          }),
      ),
      [
        'NodeFunction "orders": 6 problems',
        "  - logging.retentionInDays: got 31, expected one of 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, " +
          "1096, 1827, 2192, 2557, 2922, 3288, 3653. Fix: write 60",
        '  - logging.systemLogLevel: got "WARN", expected logFormat "JSON" beside it, the only one with levels. ' +
          "Fix: remove it, or remove logFormat",
        "  - alias.newestWeight: got 0.1, expected a version beside it that gets the other calls. " +
          'Fix: set version, such as "7", or remove newestWeight',
        `  - entry: got "handlers/gone.ts", expected a file, from ${process.cwd()}. ` +
          'Fix: write the path of the file with the handler, such as "handlers/orders.ts"',
        '  - handler: got "orders.handler", expected the name of an export. Fix: write "handler"',
        '  - runtime: got "nodejs22", expected a Node.js runtime of Lambda. Fix: write "nodejs22.x"',
      ],
    );
  });

  it("has names that AWS accepts, whatever its own name is", async () => {
    const names = ["Orders API", "Bestellungen für Kunden", "a/b", "1", "n".repeat(100), "xn--a"];
    await deploy(() => names.map((name) => new NodeFunction(name, { entry, alias: { name: "live" }, tracing: true })));
  });

  it("refuses arguments of other names, as programs in JavaScript have them", () => {
    const problems = refused(() => {
      Reflect.construct(NodeFunction, ["orders", { entry, logRetentionDays: 7, memory: 512 }]);
    }).join("\n");
    assert.match(problems, /- logRetentionDays: expected one of entry, handler/);
    assert.match(problems, /- memory: .* Fix: write memorySize/);
    const wrong = refused(() => Reflect.construct(NodeFunction, ["orders", { entry: 5, memory: 512 }]) as unknown);
    assert.deepEqual(
      wrong.map((problem) => problem.replace(/expected one of .*\. Fix/, "expected ... Fix")),
      [
        'NodeFunction "orders": 2 problems',
        "  - memory: expected ... Fix: write memorySize",
        `  - entry: got 5, expected a file, from ${process.cwd()}. ` +
          'Fix: write the path of the file with the handler, such as "handlers/orders.ts"',
      ],
    );
  });
});
