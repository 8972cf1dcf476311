import type { ResourceShape } from "./shape";

/**
 * The shape of a type that no service lists. Its inputs are its outputs; an AWS one gets an ARN of the usual form as well,
 * because that is what programs read most.
 */
export function unlistedShape(type: string): ResourceShape {
  const [packageName = "", module = "", resource = ""] = type.split(":");
  const id: ResourceShape["id"] = (r) => r.identifiers.lower(10);
  if (packageName !== "aws") {
    return { id };
  }
  const service = module.split("/")[0] ?? module;
  const kind = resource.replace(/[A-Z]/g, (letter, at: number) => (at > 0 ? "-" : "") + letter.toLowerCase());
  return { id, computed: { arn: (r) => r.arn(service, `${kind}/${r.text("name") || r.id}`) }, tagged: true };
}
