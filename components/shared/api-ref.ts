import * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";

/**
 * An API by what identifies it: an `aws.apigatewayv2.Api`, an HttpApi, or the outputs of another stack.
 *
 * @example { id: "a1b2c3d4e5" }
 */
export interface ApiRef {
  /**
   * The API's id, such as `a1b2c3d4e5`.
   * @example "a1b2c3d4e5"
   */
  id: pulumi.Input<string>;
  /**
   * The prefix of the ARNs in permissions and policies. @default read from AWS by the id
   * @example "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5"
   */
  executionArn?: pulumi.Input<string>;
  /**
   * The API's own URL, `https://<id>.execute-api.<region>.amazonaws.com`. @default read from AWS by the id
   * @example "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com"
   */
  apiEndpoint?: pulumi.Input<string>;
}

/** An API with all that its children need. */
export interface ApiTarget {
  id: pulumi.Output<string>;
  executionArn: pulumi.Output<string>;
  apiEndpoint: pulumi.Output<string>;
  /** The resource, where the API is ours or had to be read. */
  resource: apigatewayv2.Api | undefined;
}

/** Completes a reference; what it leaves out is read from AWS. */
export function apiTarget(name: string, ref: ApiRef, parent: pulumi.Resource): ApiTarget {
  if (ref.executionArn !== undefined && ref.apiEndpoint !== undefined) {
    return {
      id: pulumi.output(ref.id),
      executionArn: pulumi.output(ref.executionArn),
      apiEndpoint: pulumi.output(ref.apiEndpoint),
      resource: undefined,
    };
  }
  return fromResource(apigatewayv2.Api.get(name, ref.id, undefined, { parent }));
}

/** Returns what an API's children need of its resource. */
export function fromResource(resource: apigatewayv2.Api): ApiTarget {
  return { id: resource.id, executionArn: resource.executionArn, apiEndpoint: resource.apiEndpoint, resource };
}
