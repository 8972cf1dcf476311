import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { dnsSuffix, partitionOf } from "../../aws/partition";
import type { ResourceGraph, ResourceNode } from "../../engine/graph/graph";
import type { PropertyValue } from "../../engine/graph/value";
import { assertAccepted } from "./accepted";
import { collectingRefusals } from "./background-refusals";
import { GraphBuilder } from "./graph-builder";
import { withoutStacks } from "./without-stacks";

/** One resource as the engine was asked for it. */
export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

export interface Deployed<T> {
  /** Specifies what the program gave back. */
  value: T;
  /** Custom resources, without components. */
  resources: Registered[];
  components: Registered[];
  /** Everything with its outputs, as an evaluation gives it. */
  graph: ResourceGraph;
  warnings: string[];
  /** Specifies what the program tells its user. */
  notes: string[];
  /** The inputs of the one resource of a type, such as `apigatewayv2/route:Route`, maybe by name. */
  inputsOf: (type: string, name?: string) => Record<string, unknown>;
  /** The names of all resources of a type, sorted. */
  namesOf: (type: string) => string[];
}

export interface DeployOptions {
  preview?: boolean;
  /** The project's name. @default "shop" */
  project?: string;
  /** The stack's name. @default "dev" */
  stack?: string;
  /** The ids of the Availability Zones of subnets that stand in the account. @default unknown */
  subnetZones?: Record<string, string>;
  /** The region of what AWS gives back. @default "eu-west-1" */
  region?: string;
  /** Indicates whether the program has inputs on purpose that AWS refuses. @default false */
  planted?: boolean;
  /** Matches what is refused once values are known; the resource is not made then. @default nothing is refused */
  refuses?: RegExp;
}

withoutStacks();

const REGION = "eu-west-1";
const ACCOUNT = "123456789012";

/** Runs a program against a mock monitor which gives outputs of AWS's form; in a preview it gives none. */
export async function deploy<T>(program: () => T, options: DeployOptions = {}): Promise<Deployed<T>> {
  const all: (Registered & { custom: boolean })[] = [];
  const nodes: ResourceNode[] = [];
  const { preview = false, project = "shop", stack = "dev", region = REGION } = options;
  await pulumi.runtime.setMocks(
    mocksOfAwsForm({
      newResource: ({ type, name, inputs, custom, id: read }) => {
        const given = inputs as Record<string, unknown>;
        all.push({ type, name, inputs: given, custom: custom ?? false });
        const made = preview
          ? { id: undefined, state: given }
          : {
              id: isNew(read) ? `${nameInAws(name)}-id` : (read ?? ""),
              state: {
                ...inRegion(outputs(type, nameInAws(name)), region),
                ...given,
                ...inRegion(nestedOutputs(type, nameInAws(name), given), region),
              },
            };
        nodes.push({ ...graphNode(type, name, custom ?? false, given, made), external: !isNew(read) });
        return made;
      },
      call: ({ token, inputs }) => {
        const given = inputs as Record<string, unknown>;
        return token === "aws:ec2/getSubnet:getSubnet"
          ? { ...given, availabilityZoneId: options.subnetZones?.[String(given.id)] }
          : given;
      },
    }),
    project,
    stack,
    preview,
  );
  const warnings: string[] = [];
  const notes: string[] = [];
  const { value, refused } = await collectingRefusals(() =>
    capturingMessages(warnings, notes, async () => {
      try {
        return program();
      } finally {
        await pulumi.runtime.disconnect();
      }
    }),
  );
  assert.deepEqual(
    refused.filter((message) => options.refuses?.test(message) !== true),
    [],
  );
  assert.ok(options.refuses === undefined || refused.length > 0, "nothing was refused in the background");
  if (options.planted !== true) {
    assertAccepted({ resources: nodes });
  }
  const resources = all.filter((resource) => resource.custom).map(({ type, name, inputs }) => ({ type, name, inputs }));
  const ofType = (type: string): Registered[] => resources.filter((resource) => resource.type === `aws:${type}`);
  return {
    value,
    resources,
    components: all.filter((resource) => !resource.custom).map(({ type, name, inputs }) => ({ type, name, inputs })),
    graph: {
      version: 1,
      project,
      stack,
      mode: preview ? "preview" : "deploy",
      resources: nodes,
      outputs: {},
    },
    warnings,
    notes,
    inputsOf: (type, name) => {
      const found = ofType(type).filter((resource) => name === undefined || resource.name === name);
      if (found.length !== 1 || found[0] === undefined) {
        throw new Error(`${found.length} resources of type ${type}${name === undefined ? "" : ` and name ${name}`}`);
      }
      return found[0].inputs;
    },
    namesOf: (type) =>
      ofType(type)
        .map((resource) => resource.name)
        .sort(),
  };
}

/** Mocks whose outputs the components compare with what AWS gives. */
export function mocksOfAwsForm(mocks: pulumi.runtime.Mocks): pulumi.runtime.Mocks {
  return Object.assign(mocks, { awsForm: true });
}

/** The value of an Output once it is known. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

/** Returns outputs as another region, and its partition, gives them. */
function inRegion(values: Record<string, unknown>, region: string): Record<string, unknown> {
  const partition = partitionOf(region);
  const text = JSON.stringify(values)
    .replaceAll("arn:aws:", `arn:${partition}:`)
    .replaceAll(REGION, region)
    .replaceAll("amazonaws.com", dnsSuffix(partition));
  return JSON.parse(text) as Record<string, unknown>;
}

/** Returns what stands for a resource in ids, ARNs and host names, which AWS makes without characters of other forms. */
function nameInAws(name: string): string {
  return /^[\w.-]{1,60}$/.test(name) ? name : createHash("sha256").update(name).digest("hex").slice(0, 10);
}

function isNew(id: string | undefined): boolean {
  return id === undefined || id === "";
}

function graphNode(
  type: string,
  name: string,
  custom: boolean,
  inputs: Record<string, unknown>,
  made: { id: string | undefined; state: Record<string, unknown> },
): ResourceNode {
  const values = (all: Record<string, unknown>): Record<string, PropertyValue> =>
    JSON.parse(JSON.stringify(all)) as Record<string, PropertyValue>;
  return new GraphBuilder({ project: "shop", stack: "dev" }).node(type, name, {
    custom,
    id: made.id,
    inputs: values(inputs),
    outputs: values(made.state),
  });
}

async function capturingMessages<T>(warnings: string[], notes: string[], run: () => Promise<T>): Promise<T> {
  const { warn, log } = console;
  console.warn = (line: unknown): void => void warnings.push(String(line));
  console.log = (line: unknown): void => void notes.push(String(line));
  try {
    return await run();
  } finally {
    Object.assign(console, { warn, log });
  }
}

function outputs(type: string, name: string): Record<string, unknown> {
  switch (type) {
    case "aws:lambda/function:Function": {
      const arn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
      const invokeArn = `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${arn}/invocations`;
      return { arn, invokeArn, version: "8" };
    }
    case "aws:lambda/alias:Alias": {
      const arn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:orders:${name}`;
      return { arn, invokeArn: `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${arn}/invocations` };
    }
    case "aws:apigatewayv2/api:Api":
      return {
        apiEndpoint: `https://${name}-id.execute-api.${REGION}.amazonaws.com`,
        executionArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:${name}-id`,
      };
    case "aws:apigatewayv2/stage:Stage":
      return { arn: `arn:aws:apigateway:${REGION}::/apis/id/stages/${name}` };
    case "aws:apigatewayv2/domainName:DomainName":
    case "aws:apigateway/domainName:DomainName":
      return {
        arn: `arn:aws:apigateway:${REGION}::/domainnames/${name}`,
        domainNameId: "abcde12345",
        regionalDomainName: `d-${name}.execute-api.${REGION}.amazonaws.com`,
        regionalZoneId: "ZLY8HYME6SFDD",
      };
    case "aws:s3/bucketObjectv2:BucketObjectv2":
      return { versionId: "version-1" };
    case "aws:cloudwatch/metricAlarm:MetricAlarm":
      return { name: `${name}-1234567`, arn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${name}-1234567` };
    case "aws:cloudwatch/compositeAlarm:CompositeAlarm":
      return { arn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${name}` };
    case "aws:sfn/stateMachine:StateMachine":
      return { arn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}` };
    case "aws:sns/topic:Topic":
      return { arn: `arn:aws:sns:${REGION}:${ACCOUNT}:${name}` };
    case "aws:apigateway/restApi:RestApi":
      return { name, executionArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:${name}-id` };
    case "aws:apigateway/stage:Stage":
      return {
        arn: `arn:aws:apigateway:${REGION}::/restapis/id/stages/${name}`,
        invokeUrl: `https://id.execute-api.${REGION}.amazonaws.com/live`,
      };
    case "aws:apigateway/apiKey:ApiKey":
      return { value: `generated-value-of-${name}` };
    case "aws:iam/role:Role":
      return { arn: `arn:aws:iam::${ACCOUNT}:role/${name}`, name };
    case "aws:lb/listener:Listener":
      return {
        arn: `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:listener/app/${name}/0123456789abcdef/fedcba98`,
      };
    case "aws:servicediscovery/service:Service":
      return { arn: `arn:aws:servicediscovery:${REGION}:${ACCOUNT}:service/srv-${name}` };
    case "aws:lb/targetGroup:TargetGroup":
      return { arn: `arn:${name}-group` };
    case "aws:cloudwatch/logGroup:LogGroup":
      return { arn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${name}` };
    default:
      return {};
  }
}

/** Returns what AWS computes inside a value, or from the values given. */
function nestedOutputs(type: string, name: string, given: Record<string, unknown>): Record<string, unknown> {
  if (type === "aws:apigatewayv2/api:Api" && given.protocolType === "WEBSOCKET") {
    return { apiEndpoint: `wss://${name}-id.execute-api.${REGION}.amazonaws.com` };
  }
  if (type === "aws:apigatewayv2/domainName:DomainName") {
    const own = given.domainNameConfiguration as object;
    const target = { targetDomainName: `d-${name}.execute-api.${REGION}.amazonaws.com`, hostedZoneId: "ZLY8HYME6SFDD" };
    return { domainNameConfiguration: { ...own, ...target } };
  }
  if (type === "aws:apigateway/domainName:DomainName" && given.certificateArn !== undefined) {
    return {
      regionalDomainName: "",
      cloudfrontDomainName: `d${name}.cloudfront.net`,
      cloudfrontZoneId: "Z2FDTNDATAQYW2",
    };
  }
  if (type === "aws:acm/certificate:Certificate") {
    const names = [given.domainName, ...((given.subjectAlternativeNames as string[] | undefined) ?? [])].map(String);
    const certificateRegion = typeof given.region === "string" ? given.region : REGION;
    return {
      arn: `arn:aws:acm:${certificateRegion}:${ACCOUNT}:certificate/${name}`,
      domainValidationOptions: names.map((domainName) => ({
        domainName,
        resourceRecordName: `_proof.${domainName.replace(/^\*\./, "")}.`,
        resourceRecordType: "CNAME",
        resourceRecordValue: "_value.acm-validations.aws.",
      })),
    };
  }
  return {};
}
