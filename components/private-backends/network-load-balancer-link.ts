import * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import { checkArgumentNames } from "../shared/arguments";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { Problems, throwIfInvalid } from "../shared/problems";
import { renamed } from "../shared/renamed";

/**
 * The arguments of a NetworkLoadBalancerLink.
 *
 * @example { loadBalancerArn: balancer.arn }
 */
export interface NetworkLoadBalancerLinkArgs {
  /**
   * The ARN of the network load balancer, in the API's own account.
   * @example balancer.arn
   */
  loadBalancerArn: pulumi.Input<string>;
  /**
   * The link's description. @default none
   * @example "To the warehouse"
   */
  description?: pulumi.Input<string>;
  /**
   * The tags of the link. @default none
   * @example { team: "orders" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * A VPC link of version 1, for REST APIs that have to stay on one: its id is the `connectionId` of `httpProxy(url)`, whose
 * URL names the network load balancer. A `VpcLink` does the same for application load balancers, and for HTTP APIs too.
 *
 * @example
 * ```ts
 * const link = new NetworkLoadBalancerLink("warehouse", { loadBalancerArn: balancer.arn });
 * httpProxy("http://warehouse.internal/{proxy}", { connectionId: link.id });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-nlb-for-vpclink-using-console.html
 */
export class NetworkLoadBalancerLink extends pulumi.ComponentResource {
  /** The link's id, which integrations take. */
  readonly vpcLinkId: pulumi.Output<string>;

  constructor(name: string, args: NetworkLoadBalancerLinkArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      "gatewright:index:NetworkLoadBalancerLink",
      name,
      {},
      acceptedByAws(`NetworkLoadBalancerLink "${name}"`, renamed(name, opts)),
    );
    const component = `NetworkLoadBalancerLink "${name}"`;
    const problems = new Problems();
    checkArgumentNames(component, problems, args, "NetworkLoadBalancerLinkArgs");
    throwIfInvalid(component, problems);

    const link = new apigateway.VpcLink(
      name,
      { targetArn: args.loadBalancerArn, description: args.description, tags: args.tags },
      { parent: this },
    );

    this.vpcLinkId = link.id;
    this.registerOutputs({ vpcLinkId: this.vpcLinkId });
  }

  /** The link's id. */
  get id(): pulumi.Output<string> {
    return this.vpcLinkId;
  }
}
