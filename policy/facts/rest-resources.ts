import { V1 } from "./aws";
import { type Graph } from "./graph";
import { type Subject } from "../pack/subject";

/** The API behind a `resourceId` that is not known yet and comes from the API alone: then it is the API's root. */
function rootOf(graph: Graph, subject: Subject): Subject | undefined {
  const [only, ...others] = graph.dependencies(subject, "resourceId");
  return subject.isUnknown("resourceId") && others.length === 0 && only?.type === V1.restApi ? only : undefined;
}

/** The resource that a method or integration response is on, or undefined for the API's root or one of another stack. */
export function resourceOf(graph: Graph, subject: Subject): Subject | undefined {
  return rootOf(graph, subject) ? undefined : graph.find(subject, { path: "resourceId", type: V1.resource });
}

/** What all methods on one resource of a REST API share. Throws `Undecided` where that is not known. */
export function resourceKey(graph: Graph, subject: Subject): string | undefined {
  const root = rootOf(graph, subject);
  return root ? `${root.urn} /` : (resourceOf(graph, subject)?.urn ?? subject.text("resourceId"));
}
