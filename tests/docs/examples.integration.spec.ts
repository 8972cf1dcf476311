import assert from "node:assert/strict";
import { join } from "node:path";
import { Declarations } from "../../scripts/api-docs/declarations";
import { type Example, examples } from "../../scripts/api-docs/examples";
import { compileErrors } from "../support/compile-errors";
import { repository } from "./snippets";

/** The names that examples leave to their reader. */
const READER = `
import { readFileSync } from "node:fs";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as gatewright from "gatewright";
declare const issuer: string, audience: string, first: string, second: string, vpcId: string, subnetIds: string[];
declare const readOrder: aws.lambda.Function, addOrder: aws.lambda.Function, orders: aws.lambda.Function;
declare const health: aws.lambda.Function, echo: aws.lambda.Function, say: aws.lambda.Function;
declare const connect: aws.lambda.Function, check: aws.lambda.Function, checkToken: aws.lambda.Function;
declare const stock: aws.lambda.Function;
declare const bus: aws.cloudwatch.EventBus, table: aws.dynamodb.Table, audit: aws.cloudwatch.LogGroup;
declare const web: aws.cloudwatch.LogStream, license: aws.secretsmanager.Secret;
declare const clicks: aws.kinesis.Stream, pictures: aws.s3.Bucket, news: aws.sns.Topic;
declare const queue: aws.sqs.Queue, fifo: aws.sqs.Queue, changes: aws.sqs.Queue;
declare const fulfil: aws.sfn.StateMachine, quote: aws.sfn.StateMachine;
declare const environment: { arn: pulumi.Output<string> }, profile: { arn: pulumi.Output<string> };
declare const pool: aws.cognito.UserPool, client: aws.cognito.UserPoolClient;
declare const key: aws.kms.Key, role: aws.iam.Role, caller: aws.iam.Role, alarm: aws.cloudwatch.MetricAlarm;
declare const zone: aws.route53.Zone, healthCheck: aws.route53.HealthCheck;
declare const vpc: { vpcId: pulumi.Output<string>; privateSubnetIds: pulumi.Output<string[]> };
declare const onCall: aws.sns.Topic, backlog: aws.sns.Topic, targetGroup: aws.lb.TargetGroup;
declare const domain: gatewright.CustomDomain;
declare const tasks: aws.ec2.SecurityGroup, group: { id: pulumi.Output<string>; name: pulumi.Output<string> };
declare const instance: aws.ec2.Instance, balancer: aws.lb.LoadBalancer, listener: aws.lb.Listener;
declare const service: aws.servicediscovery.Service, namespace: aws.servicediscovery.PrivateDnsNamespace;
declare const cluster: aws.ecs.Cluster, task: aws.ecs.TaskDefinition, vpcLink: gatewright.VpcLink;
declare const api: gatewright.HttpApi, partners: gatewright.HttpApi;
declare const shared: gatewright.HttpApi, password: aws.secretsmanager.Secret;
declare const routes: { "GET /orders": { integration: gatewright.IntegrationSpec } };
declare const european: gatewright.HttpApi, american: gatewright.HttpApi;
declare const config: pulumi.Config;
`;

describe("the examples of the public API", function () {
  this.timeout(240_000);

  it("compile", () => {
    const found = [
      ...examplesOf("components", "gatewright"),
      ...examplesOf("engine", "gatewright/engine"),
      ...examplesOf("functions", "gatewright/functions"),
      // the types of values depend on the schema
      ...examplesOf("config", "gatewright/config").filter(({ valueOf }) => valueOf === undefined),
    ];
    assert.ok(found.length > 300, `${found.length} examples`);
    const sources = [...new Set(found.map(({ file }) => file))];
    const files = new Map(
      sources.map((source) => [
        join(repository, "examples-of-docs", source.replaceAll("/", "-")),
        moduleOf(found.filter(({ file }) => file === source)),
      ]),
    );
    assert.deepEqual(
      compileErrors(files).map((error) => error.replace(`${repository}/`, "")),
      [],
    );
  });
});

interface Found extends Example {
  /** The module that the example's names are imported from, and the values that it exports. */
  from: string;
  values: string[];
}

function examplesOf(folder: string, from: string): Found[] {
  const declarations = new Declarations();
  declarations.addTypes(join(repository, folder));
  const entry = join(repository, folder, "index.ts");
  const isValue = /^(export )?(declare )?(async )?(function|class|const)\b/;
  const values = declarations
    .exportsOf(entry)
    .filter(({ declaration }) => isValue.test(declaration.getText()))
    .map(({ name }) => name);
  return examples(entry, declarations, repository).map((example) => ({ ...example, from, values }));
}

/** The examples of one source file, each in a scope of its own. */
function moduleOf(found: Found[]): string {
  const [{ from, values } = { from: "", values: [] }] = found;
  const imports = [
    `import { ${[...new Set(values)].join(", ")} } from "${from}";`,
    ...(from === "gatewright"
      ? []
      : ['import { HttpApi, iam, lambda } from "gatewright";', 'import { z } from "zod";']),
  ].join("\n");
  const scopes = found.map(({ name, file, code, valueOf }, index) => {
    if (valueOf === undefined) {
      return `// ${name}\nexport async function example${index}(): Promise<void> {\n${code.replaceAll(/^export /gm, "")}\n}`;
    }
    const type = `import("../${file.replace(/\.ts$/, "")}").${valueOf.type}`;
    const member = valueOf.member === undefined ? type : `Required<${type}>[${JSON.stringify(valueOf.member)}]`;
    return `// ${name}\nexport const example${index}: ${member} = ${code};`;
  });
  return [READER, imports, ...scopes, ""].join("\n");
}
