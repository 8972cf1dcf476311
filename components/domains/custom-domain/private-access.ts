import * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import type { VpcEndpointRef } from "../shared/args";
import type { DomainContext, DomainTarget } from "./context";

/**
 * Each VPC endpoint of a private domain is associated with it; without the association the endpoint does not know the name.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains-associations.html
 */
export function accessAssociations(
  { name, args, place, opts }: DomainContext,
  domain: DomainTarget,
): apigateway.DomainNameAccessAssociation[] {
  return (args.vpcEndpoints ?? []).map(
    (endpoint, index) =>
      new apigateway.DomainNameAccessAssociation(
        `${name}-access-${index + 1}`,
        {
          domainNameArn: domain.arn,
          accessAssociationSource: endpoint.id,
          accessAssociationSourceType: "VPCE",
          region: place.override,
          tags: args.tags,
        },
        opts,
      ),
  );
}

/** Lets the given VPC endpoints invoke the domain, and nobody else. */
export function accessPolicy(endpoints: readonly VpcEndpointRef[]): pulumi.Output<string> {
  const every = { Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", ...every },
      { Effect: "Deny", ...every, Condition: { StringNotEquals: { "aws:SourceVpce": endpoints.map(({ id }) => id) } } },
    ],
  });
}
