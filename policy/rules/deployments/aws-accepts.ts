import { constrainedTypes, type Context, type Violation, violations } from "../../../aws/constraints";
import { V2 } from "../../../aws/resource-types";
import { plainInputs } from "../../graph/inputs";
import { type PolicyResource } from "../../graph/resource";
import { resourceRule } from "../../pack/rule";
import { secretNames } from "../../sdk/secret-marks";

/** The member of AWS's model at the end of what is expected: `(CreateApi.MaxAge)`. */
const MEMBER = / \(\w+(\.\w+)+\)$/;
const LONGEST_VALUE = 80;

export const awsAccepts = resourceRule({
  name: "aws-accepts",
  title: "AWS accepts every input",
  description:
    "Every input has the length, range, form and characters that AWS accepts, and so has the name that Pulumi makes.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "AWS refuses the call, and the deployment stops half way. The tables are AWS's own service models, and what its documentation states beyond them.",
  fix: "Set the input to what AWS accepts, which the finding names with its page.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
  equivalents: ["cfn-lint E3030, E3031, E3033, E3034"],
  examples: {
    fails: `new aws.lb.LoadBalancer("orders-internal-network-balancer", { loadBalancerType: "network" }); // 32 characters, and a suffix`,
    passes: `new aws.lb.LoadBalancer("orders-nlb", { loadBalancerType: "network" });`,
  },
  options: {},
  types: constrainedTypes(),
  check(resource, { report }) {
    const context: Context = { logicalName: resource.name };
    const protocol = resource.type === V2.api ? resource.maybeText("protocolType") : undefined;
    if (protocol === "HTTP" || protocol === "WEBSOCKET") {
      context.protocol = protocol;
    }
    for (const violation of violations(resource.type, plainInputs(resource), context)) {
      const { path, expected, page } = violation;
      report(
        `The ${path} of ${resource.name} is ${shown(resource, violation)}, and AWS accepts ${expected}.`,
        `Set ${path} to ${expected.replace(MEMBER, "")}: ${page}`,
      );
    }
  },
});

/** Returns the value as text. A secret is not shown. */
function shown(resource: PolicyResource, { path, value }: Violation): string {
  const property = /^[^.[]+/.exec(path)?.[0] ?? path;
  const secret =
    resource.source.opts.additionalSecretOutputs.includes(property) ||
    secretNames(resource.source.props, property).size > 0;
  if (secret) {
    return "a secret";
  }
  const text = typeof value === "string" ? `"${value}"` : (JSON.stringify(value) ?? String(value));
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}... (${String(text.length)} characters)` : text;
}
