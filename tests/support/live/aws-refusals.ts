import { ELSEWHERE } from "./build";
import { AWS, type AwsObject, object, text } from "./aws-objects";
import type { AwsState } from "./aws-state";

/** The types whose creation takes over an object that exists: a call that sets, not one that makes. */
const SET = new Set(["aws:wafv2/webAclAssociation:WebAclAssociation", "aws:apigateway/methodSettings:MethodSettings"]);

/**
 * Returns why AWS refuses to make an object of a key that exists.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html (ConflictException)
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html (ResourceAlreadyExistsException)
 */
export function conflict(made: AwsObject, existing: AwsObject | undefined): string | undefined {
  if (existing === undefined || SET.has(made.type)) {
    return undefined;
  }
  if (made.type === AWS.record && made.inputs.allowOverwrite === true) {
    return undefined;
  }
  return `ConflictException: ${made.type} ${text(made.inputs, "routeKey") || made.id} already exists`;
}

/** Returns why AWS refuses an object that refers to another one: what it refers to has to exist. */
export function missing({ type, inputs }: AwsObject, aws: AwsState): string | undefined {
  const apiId = text(inputs, "apiId");
  if (apiId.startsWith(ELSEWHERE)) {
    return undefined;
  }
  const absent = (what: string): string => `NotFoundException: ${what} does not exist (${type})`;
  if (apiId !== "" && type.startsWith("aws:apigatewayv2/") && aws.api(apiId) === undefined) {
    return absent(`API ${apiId}`);
  }
  switch (type) {
    case AWS.route: {
      const ofBody = aws.api(apiId)?.inputs.body === undefined ? [] : aws.routes(apiId);
      if (ofBody.some(({ key }) => key === text(inputs, "routeKey"))) {
        return `ConflictException: Route with key ${text(inputs, "routeKey")} already exists for this API`;
      }
      const target = text(inputs, "target").replace("integrations/", "");
      const authorizer = text(inputs, "authorizerId");
      if (target !== "" && aws.find(AWS.integration, target) === undefined) {
        return absent(`integration ${target}`);
      }
      return authorizer !== "" && aws.find(AWS.authorizer, authorizer) === undefined
        ? absent(`authorizer ${authorizer}`)
        : undefined;
    }
    case AWS.deployment:
      // https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html
      return aws.routes(apiId).length === 0
        ? "BadRequestException: At least one route is required before deploying the Api"
        : undefined;
    case AWS.stage: {
      const deployment = text(inputs, "deploymentId");
      const keys = aws.routes(apiId).map(({ key }) => key);
      const settings = Array.isArray(inputs.routeSettings) ? inputs.routeSettings : [];
      const unknown = settings
        .map((item) => text({ ...(item as object) }, "routeKey"))
        .find((key) => !keys.includes(key));
      if (unknown !== undefined) {
        return `NotFoundException: Unable to find Route by key ${unknown} within the provided RouteSettings`;
      }
      return deployment !== "" && aws.find(AWS.deployment, deployment) === undefined
        ? absent(`deployment ${deployment}`)
        : undefined;
    }
    case AWS.restDeployment:
    case AWS.restStage: {
      const deployments = [text(inputs, "deployment"), text(object(inputs, "canarySettings"), "deploymentId")];
      const gone = deployments.find((id) => id !== "" && aws.find(AWS.restDeployment, id) === undefined);
      if (aws.api(text(inputs, "restApi")) === undefined) {
        return absent(`REST API ${text(inputs, "restApi")}`);
      }
      return gone === undefined ? undefined : absent(`deployment ${gone}`);
    }
    case AWS.mapping:
      return aws.stage(apiId, text(inputs, "stage")) === undefined
        ? absent(`stage ${text(inputs, "stage")}`)
        : undefined;
    case AWS.usagePlanKey:
      return aws.otherPlanOf(inputs);
    default:
      return undefined;
  }
}

/**
 * Returns why AWS refuses to delete an object: what is in use stays.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteDeployment.html
 * https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html (ResourceInUseException)
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html (DeleteConflict)
 */
export function inUse(deleted: AwsObject, aws: AwsState): string | undefined {
  const user = aws
    .all()
    .find((other) => usesOf(other).some(([type, id]) => type === deleted.type && id === deleted.id));
  return user === undefined
    ? undefined
    : `ConflictException: ${deleted.type} ${deleted.id} is in use by ${user.type} ${user.id}`;
}

/** Returns the objects that one refers to, as far as AWS holds on to them. */
function usesOf({ type, inputs }: AwsObject): [string, string][] {
  switch (type) {
    case AWS.route:
      return [
        [AWS.integration, text(inputs, "target").replace("integrations/", "")],
        [AWS.authorizer, text(inputs, "authorizerId")],
      ];
    case AWS.stage:
      return [[AWS.deployment, text(inputs, "deploymentId")]];
    case AWS.restStage:
      return [
        [AWS.restDeployment, text(inputs, "deployment")],
        [AWS.restDeployment, text(object(inputs, "canarySettings"), "deploymentId")],
      ];
    case AWS.mapping:
      return [
        [AWS.api, text(inputs, "apiId")],
        [AWS.restApi, text(inputs, "apiId")],
        [AWS.restStage, `ags-${text(inputs, "apiId")}-${text(inputs, "stage")}`],
      ];
    case AWS.domain:
      return [[AWS.certificate, text(object(inputs, "domainNameConfiguration"), "certificateArn")]];
    case AWS.restDomain:
      return [
        [AWS.certificate, text(inputs, "regionalCertificateArn")],
        [AWS.certificate, text(inputs, "certificateArn")],
      ];
    case AWS.rolePolicy:
      return [[AWS.role, text(inputs, "role")]];
    case AWS.integration:
      return [["aws:apigatewayv2/vpcLink:VpcLink", text(inputs, "connectionId")]];
    default:
      return [];
  }
}
