import { formatArn } from "../../../aws/arn";
import { defined } from "../../../language/defined";
import { LAMBDA } from "../../../aws/resource-types";
import type { ResourceNode } from "../../../engine/graph/graph";
import { asNumber, asObject, asText, asTextMap, asTexts, type GraphIndex } from "../../../engine/graph/graph-index";
import { LAMBDA_LIMITS } from "../../../aws/quotas";
import { functionArnOfUri, parseFunctionArn } from "../../../aws/lambda-arn";
import {
  findFunction,
  type LambdaFunctionModel,
  type LambdaPermissionModel,
  type LambdaTarget,
} from "./lambda-function";

const FUNCTION = LAMBDA.function;
const ALIAS = LAMBDA.alias;
const PERMISSION = LAMBDA.permission;

/** Every function of the graph with its aliases and permissions. */
export function readFunctions(index: GraphIndex): LambdaFunctionModel[] {
  const nodes = index.ofType(FUNCTION);
  const functions = new Map(nodes.map((node) => [node.urn, readFunction(index, node)]));
  for (const alias of index.ofType(ALIAS)) {
    const owner = functions.get(ownerOf(index, alias, "functionName")?.urn ?? "");
    owner?.aliases.push({
      name: index.text(alias, "name") ?? alias.name,
      functionVersion: index.text(alias, "functionVersion") ?? "$LATEST",
    });
  }
  for (const permission of index.ofType(PERMISSION)) {
    const owner = functions.get(ownerOf(index, permission, "function")?.urn ?? "");
    owner?.permissions.push(readPermission(index, permission));
  }
  return [...functions.values()];
}

/** The function that an integration's or authorizer's URI calls. */
export function readLambdaTarget(
  index: GraphIndex,
  node: ResourceNode,
  property: string,
  functions: LambdaFunctionModel[],
): LambdaTarget {
  const uri = index.text(node, property);
  if (uri !== undefined) {
    return findFunction(functions, functionArnOfUri(uri) ?? uri);
  }
  const sources = index.sources(node, property);
  const alias = index.ofType(ALIAS).find((candidate) => sources.includes(candidate.urn));
  const owner = alias === undefined ? undefined : ownerOf(index, alias, "functionName");
  const found = functions.find((candidate) => candidate.urn === owner?.urn || sources.includes(candidate.urn));
  return defined({
    function: found,
    qualifier: alias === undefined ? undefined : (index.text(alias, "name") ?? alias.name),
  });
}

/** The function that a name, an ARN or an unknown value of an alias or a permission stands for. */
function ownerOf(index: GraphIndex, node: ResourceNode, property: string): ResourceNode | undefined {
  const functions = index.ofType(FUNCTION);
  const named = index.target(node, property, functions, (candidate, value) => {
    const name = parseFunctionArn(value)?.name ?? value.split(":").at(-1);
    return name === (index.text(candidate, "name") ?? candidate.name);
  });
  if (named !== undefined) {
    return named;
  }
  const sources = index.sources(node, property);
  const alias = index.ofType(ALIAS).find((candidate) => candidate !== node && sources.includes(candidate.urn));
  return alias === undefined ? undefined : ownerOf(index, alias, "functionName");
}

function readFunction(index: GraphIndex, node: ResourceNode): LambdaFunctionModel {
  const name = index.text(node, "name") ?? node.name;
  const region = index.region(node);
  const account = index.account(node);
  const arn =
    index.text(node, "arn") ??
    formatArn({ partition: index.partition(node), region, account }, "lambda", `function:${name}`);
  const runtime = index.text(node, "runtime");
  const handler = index.text(node, "handler");
  const architectures = asTexts(index.value(node, "architectures"));
  const logging = asObject(index.value(node, "loggingConfig"));
  const reserved = asNumber(index.value(node, "reservedConcurrentExecutions")) ?? -1;
  return defined({
    urn: node.urn,
    name,
    arn,
    region,
    account,
    packageType: index.text(node, "packageType") === "Image" ? "Image" : "Zip",
    runtime,
    handler,
    timeoutSeconds: asNumber(index.value(node, "timeout")) ?? LAMBDA_LIMITS.defaultTimeout.value,
    memoryMb: asNumber(index.value(node, "memorySize")) ?? LAMBDA_LIMITS.memoryMin.value,
    reservedConcurrency: reserved < 0 ? undefined : reserved,
    environment: asTextMap(asObject(index.value(node, "environment")).variables),
    architectures: architectures.length === 0 ? ["x86_64"] : architectures,
    layers: asTexts(index.value(node, "layers")),
    ...readCode(index, node),
    version: index.text(node, "version") ?? "$LATEST",
    aliases: [],
    permissions: [],
    logGroup: asText(logging.logGroup) ?? `/aws/lambda/${name}`,
    jsonLog:
      asText(logging.logFormat) === "JSON" ? { level: asText(logging.applicationLogLevel) ?? "INFO" } : undefined,
    tags: asTextMap(index.value(node, "tags")),
  });
}

function readCode(index: GraphIndex, node: ResourceNode): Pick<LambdaFunctionModel, "code" | "codeLocation"> {
  const code = node.inputs.code ?? node.outputs.code;
  if (code !== undefined && code !== null) {
    return { code };
  }
  const bucket = index.text(node, "s3Bucket");
  const image = index.text(node, "imageUri");
  const location = bucket === undefined ? image : `s3://${bucket}/${index.text(node, "s3Key") ?? ""}`;
  return location === undefined ? {} : { codeLocation: location };
}

function readPermission(index: GraphIndex, node: ResourceNode): LambdaPermissionModel {
  const sourceArn = index.text(node, "sourceArn");
  const qualifier = index.text(node, "qualifier") ?? parseFunctionArn(index.text(node, "function") ?? "")?.qualifier;
  return defined({
    urn: node.urn,
    action: index.text(node, "action") ?? "lambda:InvokeFunction",
    principal: index.text(node, "principal") ?? "",
    sourceArn,
    sourceUnknown: index.isPending(node, "sourceArn"),
    sourceUrns: index.sources(node, "sourceArn"),
    qualifier,
  });
}
