import { defined } from "../../language/defined";
import { type PropertyValue, UNKNOWN } from "../graph/value";
import { type ExpansionHost, type Properties } from "./host";
import { isObject, listOf, outputOf, referenced, textOf } from "./values";

/** Returns the security scheme of an authorizer. A function without a role of the program's own gets one. */
export async function authorizerScheme(host: ExpansionHost, name: string, authorizer: Properties): Promise<Properties> {
  const { parameterName, parameterLocation, authType, handler } = authorizer;
  const isLambda = handler !== undefined;
  return {
    type: "apiKey",
    name: parameterName ?? "Authorization",
    in: isLambda ? (parameterLocation ?? "header") : "header",
    "x-amazon-apigateway-authtype": isLambda ? (authType ?? "custom") : "cognito_user_pools",
    "x-amazon-apigateway-authorizer": isLambda
      ? await lambdaAuthorizer(host, name, authorizer)
      : {
          type: "cognito_user_pools",
          identitySource: identitySource(authorizer),
          providerARNs: listOf(authorizer.providerARNs).map((pool) => {
            const node = referenced(host, pool);
            return node === undefined ? pool : outputOf(node, "arn");
          }),
        },
  };
}

async function lambdaAuthorizer(host: ExpansionHost, name: string, authorizer: Properties): Promise<Properties> {
  const { handler, type, identityValidationExpression, authorizerResultTtlInSeconds } = authorizer;
  const { uri, credentials } = await invocation(host, name, handler ?? null);
  return {
    type: type ?? "token",
    authorizerUri: uri,
    authorizerCredentials: credentials,
    identitySource: identitySource(authorizer),
    ...defined({ identityValidationExpression, authorizerResultTtlInSeconds }),
  };
}

async function invocation(
  host: ExpansionHost,
  name: string,
  handler: PropertyValue,
): Promise<{ uri: PropertyValue; credentials: PropertyValue }> {
  const target = referenced(host, handler);
  if (target !== undefined) {
    const role = await invocationRole(host, name, target.urn, outputOf(target, "arn"));
    return { uri: outputOf(target, "invokeArn"), credentials: role };
  }
  const info = isObject(handler) ? handler : {};
  const [uriNode, roleNode] = [referenced(host, info.uri), referenced(host, info.credentials)];
  return {
    uri: uriNode === undefined ? (info.uri ?? UNKNOWN) : outputOf(uriNode, "invokeArn"),
    credentials: roleNode === undefined ? (info.credentials ?? UNKNOWN) : outputOf(roleNode, "arn"),
  };
}

async function invocationRole(
  host: ExpansionHost,
  name: string,
  functionUrn: string,
  functionArn: PropertyValue,
): Promise<PropertyValue> {
  const principals = ["lambda.amazonaws.com", "apigateway.amazonaws.com"];
  const role = await host.register({
    type: "aws:iam/role:Role",
    name: `${name}-authorizer-role`,
    inputs: {
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Sid: "AllowAssumeRole", Effect: "Allow", Principal: { Service: principals }, Action: "sts:AssumeRole" },
        ],
      }),
    },
  });
  const start = '{"Version":"2012-10-17","Statement":[{"Action":"lambda:InvokeFunction","Effect":"Allow","Resource":"';
  await host.register({
    type: "aws:iam/rolePolicy:RolePolicy",
    name: `${name}-invocation-policy`,
    inputs: { policy: textOf([start, functionArn, '"}]}']), role: role.id ?? UNKNOWN },
    dependencies: { policy: [functionUrn], role: [role.urn] },
  });
  return outputOf(role, "arn");
}

function identitySource({ identitySource: given }: Properties): PropertyValue {
  return listOf(given)
    .filter((source): source is string => typeof source === "string")
    .join(", ");
}
