import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { evaluate } from "../engine";
import { type Calls, leastSeconds } from "./control-plane";
import { table } from "./figures";
import { installPeers, PEERS } from "./peer-packages";

const ROUTES = 300;

/** The calls that creating a resource of a type makes, at least; types of other services call none of these. */
const CALLS: Record<string, Calls> = {
  "aws:apigateway/restApi:RestApi": { CreateRestApi: 1, PutRestApi: 1 },
  "aws:apigateway/deployment:Deployment": { CreateDeployment: 1 },
  "aws:apigateway/stage:Stage": { CreateStage: 1 },
  "aws:apigateway/methodSettings:MethodSettings": { UpdateStage: 1 },
  "AWS::ApiGateway::RestApi": { CreateRestApi: 1 },
  "AWS::ApiGateway::Resource": { CreateResource: 1 },
  "AWS::ApiGateway::Method": { PutMethod: 1, PutIntegration: 1 },
  "AWS::ApiGateway::Deployment": { CreateDeployment: 1 },
  "AWS::ApiGateway::Stage": { CreateStage: 1 },
  "AWS::ApiGateway::Account": { UpdateAccount: 1 },
};

/**
 * A REST API of 300 routes on 100 paths with three functions: how many resources it is as a RestApi and as CDK makes it,
 * and how long each takes to be created at least, by the quotas that AWS publishes of API Gateway's control plane.
 */
export async function benchRest(): Promise<void> {
  installPeers("aws-cdk-lib");
  const config = { "bench-rest:routes": String(ROUTES) };
  const { graph } = await evaluate({ directory: join(__dirname, "programs", "rest"), stack: "bench", config });
  const ours = countsOf(graph.resources.map(({ type }) => type).filter((type) => type.startsWith("aws:")));
  const output = execFileSync(process.execPath, [join(PEERS, "cdk-rest.js"), String(ROUTES)], { encoding: "utf8" });
  const cdk = JSON.parse(output) as Record<string, number>;
  report("RestApi", ours);
  report("aws-cdk-lib", cdk);
  console.log("Only API Gateway's own calls are counted: permissions, logs and roles come on top of both.\n");
}

function report(name: string, counts: Record<string, number>): void {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const rows = Object.entries(counts).sort(([, a], [, b]) => b - a);
  console.log(`${name}: ${ROUTES} routes are ${total} resources`);
  console.log(table([["type", "count"], ...rows]));
  const { seconds, lines } = leastSeconds(callsOf(counts));
  console.log(`least time to create it, by the control plane's quotas: ${seconds.toFixed(1)} s`);
  console.log(`${lines.join("\n")}\n`);
}

function callsOf(counts: Record<string, number>): Calls {
  const calls: Calls = {};
  for (const [type, count] of Object.entries(counts)) {
    for (const [action, each] of Object.entries(CALLS[type] ?? {})) {
      calls[action] = (calls[action] ?? 0) + each * count;
    }
  }
  return calls;
}

function countsOf(types: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const type of types) {
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}
