import { defined } from "../../../language/defined";
import { V1, V2 } from "../../../aws/resource-types";
import type { ResourceNode } from "../../../engine/graph/graph";
import { asList, asNumber, asObject, asText, asTexts, type GraphIndex } from "../../../engine/graph/graph-index";
import type { DomainMappingModel, DomainModel, DomainRuleModel, DomainTruststoreModel } from "./domain-model";

const DOMAINS = [V2.domainName, V1.domainName];
const API_MAPPING = V2.apiMapping;
const BASE_PATH_MAPPING = V1.basePathMapping;
const RULE = V2.routingRule;
const OBJECTS = ["aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObject:BucketObject"];

/** Reads every custom domain of a graph with its mappings, rules and truststore. */
export function readDomains(index: GraphIndex): DomainModel[] {
  return DOMAINS.flatMap((type) => index.ofType(type)).flatMap((node) => {
    const domainName = index.text(node, "domainName")?.toLowerCase();
    return domainName === undefined ? [] : [readDomain(index, node, domainName)];
  });
}

/** Returns the ids of the APIs that mappings and routing rules of custom domains name, of other programs' domains too. */
export function readMappedApis(index: GraphIndex): ReadonlySet<string> {
  const ids = [
    ...index.ofType(API_MAPPING).map((node) => index.text(node, "apiId")),
    ...index.ofType(BASE_PATH_MAPPING).map((node) => index.text(node, "restApi")),
    ...rules(index, index.ofType(RULE)).map(({ apiId }) => apiId),
  ];
  return new Set(ids.filter((id) => id !== undefined));
}

function readDomain(index: GraphIndex, node: ResourceNode, domainName: string): DomainModel {
  const mode = index.text(node, "routingMode") ?? "";
  const region = index.region(node);
  const ofDomain = (type: string): ResourceNode[] =>
    index.ofType(type).filter((one) => {
      const named = index.target(one, "domainName", [node], (_, value) => value.toLowerCase() === domainName);
      return named !== undefined && index.region(one) === region;
    });
  const mutualTls = truststore(index, node);
  return defined({
    urn: node.urn,
    domainName,
    region,
    mappings: mode === "ROUTING_RULE_ONLY" ? [] : mappings(index, ofDomain),
    rules: mode.startsWith("ROUTING_RULE") ? rules(index, ofDomain(RULE)) : [],
    mutualTls,
  });
}

function mappings(index: GraphIndex, ofDomain: (type: string) => ResourceNode[]): DomainMappingModel[] {
  const read = (apiId?: string, stage?: string, path = ""): DomainMappingModel[] =>
    apiId === undefined ? [] : [defined({ apiId, stage, path: bare(path) })];
  const texts = (node: ResourceNode, ...names: string[]) => names.map((name) => index.text(node, name));
  return [
    ...ofDomain(API_MAPPING).flatMap((node) => {
      const [apiId, stage = "$default", path] = texts(node, "apiId", "stage", "apiMappingKey");
      return read(apiId, stage, path);
    }),
    ...ofDomain(BASE_PATH_MAPPING).flatMap((node) =>
      read(...texts(node, "restApi", "stageName", "basePath").map(given)),
    ),
  ];
}

/**
 * "Specify '(none)' if you want callers to explicitly specify the stage name after any base path name", and the same for the base path.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateBasePathMapping.html
 */
function given(text: string | undefined): string | undefined {
  return text === "" || text === "(none)" ? undefined : text;
}

function rules(index: GraphIndex, nodes: ResourceNode[]): DomainRuleModel[] {
  const read = nodes.flatMap((node): DomainRuleModel[] => {
    const invoke = asObject(asObject(asList(index.value(node, "actions"))[0]).invokeApi);
    const [apiId, stage] = [asText(invoke.apiId), asText(invoke.stage)];
    const conditions = asList(index.value(node, "conditions")).map(asObject);
    return apiId === undefined || stage === undefined
      ? []
      : [
          {
            priority: asNumber(index.value(node, "priority")) ?? 0,
            basePaths: conditions.flatMap((it) => asTexts(asObject(it.matchBasePaths).anyOfs)).map(bare),
            headers: conditions.flatMap((it) => {
              const { header, valueGlob } = asObject(asObject(it.matchHeaders).anyOf);
              return header === undefined ? [] : [{ name: asText(header) ?? "", glob: asText(valueGlob) ?? "" }];
            }),
            apiId,
            stage,
            stripBasePath: invoke.stripBasePath === true,
          },
        ];
  });
  return read.sort((a, b) => a.priority - b.priority);
}

function truststore(index: GraphIndex, node: ResourceNode): DomainTruststoreModel | undefined {
  const truststoreUri = asText(asObject(index.value(node, "mutualTlsAuthentication")).truststoreUri);
  if (truststoreUri === undefined) {
    return undefined;
  }
  const object = OBJECTS.flatMap((type) => index.ofType(type)).find(
    (one) => `s3://${index.text(one, "bucket")}/${index.text(one, "key")}` === truststoreUri,
  );
  const pem = object && index.text(object, "content");
  if (pem === undefined) {
    index.problem(node, "warning", `${truststoreUri} is not in the program, so no client certificate is trusted here.`);
  }
  return defined({ truststoreUri, pem });
}

function bare(path: string): string {
  return path.replace(/^\/+|\/+$/g, "");
}
