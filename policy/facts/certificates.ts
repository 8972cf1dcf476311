import { CERTIFICATE, CERTIFICATE_VALIDATION } from "../../aws/resource-types";
import { domainShape } from "./domains";
import { type Graph } from "../graph/graph";
import { type PolicyResource } from "../graph/resource";
import { Undecided } from "../graph/unknown";

/** The certificate of the domain, directly or through its validation; undefined where it is none of the stack. */
export function certificateOf(graph: Graph, domain: PolicyResource): PolicyResource | undefined {
  const { certificate: path } = domainShape(domain);
  if (!domain.has(path)) {
    return undefined;
  }
  const arn = domain.maybeText(path);
  if (arn !== undefined) {
    return graph.byKey(CERTIFICATE, "arn", arn);
  }
  const found = new Set<PolicyResource>();
  for (const source of graph.dependencies(domain, path)) {
    if (source.type === CERTIFICATE) {
      found.add(source);
    } else if (source.type === CERTIFICATE_VALIDATION) {
      const validated = graph.find(source, { path: "certificateArn", type: CERTIFICATE, key: "arn" });
      if (validated) {
        found.add(validated);
      }
    }
  }
  const [certificate] = found;
  if (found.size !== 1) {
    throw new Undecided(`${path} is not known before the deployment`);
  }
  return certificate;
}
