import { constrainedTypes, type Context, violations } from "../../../aws/constraints";
import { V2 } from "../../../aws/resource-types";
import { reportRefused } from "../../facts/refused-inputs";
import { defined } from "../../../language/defined";
import { plainInputs } from "../../graph/inputs";
import { resourceRule } from "../../pack/rule";

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
    const context: Context = defined({ logicalName: resource.name, region: resource.region });
    const protocol = resource.type === V2.api ? resource.maybeText("protocolType") : undefined;
    if (protocol === "HTTP" || protocol === "WEBSOCKET") {
      context.protocol = protocol;
    }
    for (const violation of violations(resource.type, plainInputs(resource), context)) {
      reportRefused(resource, violation, report);
    }
  },
});
