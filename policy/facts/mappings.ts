import { V1, V2 } from "../../aws/resource-types";
import { type Graph, type Links } from "../graph/graph";
import { type PolicyResource } from "../graph/resource";

/** The mappings and routing rules of a domain. A REST domain may have those of either generation. */
export function mappingsOf(graph: Graph, domain: PolicyResource): Links {
  const links = [V1.basePathMapping, V2.apiMapping, V2.routingRule].map((type) =>
    graph.referring(domain, type, { path: "domainName", key: "domainName" }),
  );
  return { resources: links.flatMap(({ resources }) => resources), unsure: links.flatMap(({ unsure }) => unsure) };
}
