import { headerValues, type HeaderList } from "./request";
import type { DomainMappingModel, DomainModel, DomainRuleModel, DomainTarget } from "../../model/domains/domain-model";

/**
 * The domain that a host names, also as `<domain>.localhost`, which routes to this machine everywhere. A name of its own
 * goes before a wildcard, which stands for one label.
 */
export function findDomain(domains: readonly DomainModel[], host: string | undefined): DomainModel | undefined {
  const name = (host ?? "").toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
  const names = [name, name.replace(/\.localhost$/, "")];
  const find = (wanted: string): DomainModel | undefined => domains.find(({ domainName }) => domainName === wanted);
  return names.map(find).find(Boolean) ?? names.map((it) => find(it.replace(/^[^.]+/, "*"))).find(Boolean);
}

/** Returns where a domain sends a request; undefined where AWS answers 403. */
export function selectTarget(domain: DomainModel, path: string, headers: HeaderList): DomainTarget | undefined {
  const { domainName } = domain;
  for (const rule of domain.rules) {
    const basePath = matchRule(rule, path, headers);
    if (basePath !== undefined) {
      const taken = rule.stripBasePath ? basePath : "";
      return { domainName, apiId: rule.apiId, stage: rule.stage, basePath: taken, path: below(path, taken) };
    }
  }
  const mapping = selectMapping(domain.mappings, path);
  return mapping && { ...mapping, domainName, basePath: mapping.path, path: below(path, mapping.path) };
}

/**
 * The mapping of a path. Paths of one part are compared part by part; as soon as one mapping has more parts, the longest
 * one that the path starts with wins, so that `/ordersandmore` goes to `orders`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 */
function selectMapping(mappings: readonly DomainMappingModel[], path: string): DomainMappingModel | undefined {
  const byPrefix = mappings.some((mapping) => mapping.path.includes("/"));
  const takes = (mapping: DomainMappingModel): boolean =>
    byPrefix ? path.startsWith(`/${mapping.path}`) : startsWithParts(path, mapping.path);
  return mappings.filter(takes).sort((a, b) => b.path.length - a.path.length)[0];
}

/** The base path that matched, empty where the rule names none; undefined where the rule does not apply. */
function matchRule(rule: DomainRuleModel, path: string, headers: HeaderList): string | undefined {
  const wanted = rule.headers.every(({ name, glob }) => headerValues(headers, name).some((it) => matchGlob(glob, it)));
  if (!wanted) {
    return undefined;
  }
  const bases = rule.basePaths.filter((base) => startsWithParts(path, base)).sort((a, b) => b.length - a.length);
  return rule.basePaths.length === 0 ? "" : bases[0];
}

/** A star at the start, the end or both. */
function matchGlob(glob: string, value: string): boolean {
  const text = glob.replace(/^\*|\*$/g, "");
  const [open, close] = [glob.startsWith("*"), glob.endsWith("*")];
  if (open && close) {
    return value.includes(text);
  }
  return open ? value.endsWith(text) : close ? value.startsWith(text) : value === text;
}

function startsWithParts(path: string, base: string): boolean {
  return base === "" || path === `/${base}` || path.startsWith(`/${base}/`);
}

function below(path: string, base: string): string {
  const rest = base === "" ? path : path.slice(base.length + 1);
  return rest.startsWith("/") ? rest : `/${rest}`;
}
