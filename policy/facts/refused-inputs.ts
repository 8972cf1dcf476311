import { type Violation } from "../../aws/constraints";
import { type PolicyResource } from "../graph/resource";
import { type Report } from "../pack/rule";
import { secretNames } from "../sdk/secret-marks";

/** The member of AWS's model at the end of what is expected: `(CreateApi.MaxAge)`. */
const MEMBER = / \(\w+(\.\w+)+\)$/;
const LONGEST_VALUE = 80;

/** Reports an input that AWS refuses, with its value, what AWS accepts, and the page. */
export function reportRefused(resource: PolicyResource, violation: Violation, report: Report): void {
  const { path, expected, page } = violation;
  report(
    `The ${path} of ${resource.name} is ${shown(resource, violation)}, and AWS accepts ${expected}.`,
    `Set ${path} to ${expected.replace(MEMBER, "")}: ${page}`,
  );
}

/** Returns the value as text. A secret is not shown. */
function shown(resource: PolicyResource, { path, value }: Violation): string {
  const property = /^[^.[:]+/.exec(path)?.[0] ?? path;
  const secret =
    resource.source.opts.additionalSecretOutputs.includes(property) ||
    secretNames(resource.source.props, property).size > 0;
  if (secret) {
    return "a secret";
  }
  const text = typeof value === "string" ? `"${value}"` : (JSON.stringify(value) ?? String(value));
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}... (${String(text.length)} characters)` : text;
}
