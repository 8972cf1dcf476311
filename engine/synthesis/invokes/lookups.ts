import { formatArn } from "../../../aws/arn";
import { parseFunctionArn } from "../../../aws/lambda-arn";
import { secret, type PropertyValue } from "../../graph/value";
import { Identifiers } from "../identifier";
import type { SynthesisContext } from "../context";
import { synthesise } from "../synthesise";
import { regionOf, textOf } from "./account";
import { identifiersOf, type Invoke } from "./invoke";

type Properties = Record<string, PropertyValue>;

/**
 * Look-ups of what stands already in the account. Nothing is known of it but what the program asks for: the answer has that,
 * and the ids and ARNs that AWS would form from it.
 * @see https://www.pulumi.com/registry/packages/aws/api-docs/
 */
export const lookupInvokes: Readonly<Record<string, Invoke>> = {
  "aws:apigatewayv2/getApi:getApi": (args, context) => {
    const id = textOf(args.apiId) ?? "";
    const hints = { protocolType: "HTTP", name: id };
    return { ...existing("aws:apigatewayv2/api:Api", id, hints, context), ...args, id, tags: {} };
  },
  "aws:apigateway/getRestApi:getRestApi": (args, context) => {
    const id = identifiersOf("getRestApi", args, context).lower(10);
    return { ...existing("aws:apigateway/restApi:RestApi", id, args, context), id, tags: {} };
  },
  "aws:lambda/getFunction:getFunction": (args, context) => {
    const name = textOf(args.functionName) ?? "";
    const id = parseFunctionArn(name)?.name ?? name;
    const outputs = existing("aws:lambda/function:Function", id, {}, context);
    const role = formatArn({ partition: context.partition, account: context.account }, "iam", `role/${id}`);
    return { ...outputs, role, handler: "index.handler", runtime: "nodejs22.x", ...args, id, tags: {} };
  },
  "aws:route53/getZone:getZone": (args, context) => {
    const name = (textOf(args.name) ?? "").replace(/\.$/, "");
    const zoneId = textOf(args.zoneId) ?? `Z${identifiersOf("getZone", { name }, context).upper(20)}`;
    const zone = existing("aws:route53/zone:Zone", zoneId, { name }, context);
    return { ...zone, callerReference: "", privateZone: false, ...args, id: zoneId, name, zoneId, tags: {} };
  },
  "aws:acm/getCertificate:getCertificate": (args, context) => {
    const domain = textOf(args.domain) ?? "";
    const inRegion = { ...context, region: regionOf(args, context) };
    const uuid = identifiersOf("getCertificate", { domain }, inRegion).uuid();
    const arn = formatArn(inRegion, "acm", `certificate/${uuid}`);
    return {
      region: inRegion.region,
      ...args,
      arn,
      certificate: "",
      certificateChain: "",
      domain,
      id: arn,
      status: "ISSUED",
      tags: {},
    };
  },
  "aws:ec2/getVpc:getVpc": (args, context) => {
    const id = textOf(args.id) ?? `vpc-0${identifiersOf("getVpc", args, context).hex(16)}`;
    const vpc = existing(
      "aws:ec2/vpc:Vpc",
      id,
      { cidrBlock: "172.31.0.0/16", region: regionOf(args, context) },
      context,
    );
    return { ...vpc, default: false, enableDnsSupport: true, state: "available", tags: {}, ...args, id };
  },
  "aws:ec2/getSubnet:getSubnet": (args, context) => {
    const region = regionOf(args, context);
    const id = textOf(args.id) ?? `subnet-0${identifiersOf("getSubnet", args, context).hex(16)}`;
    const subnet = existing("aws:ec2/subnet:Subnet", id, { region }, context);
    return { ...subnet, state: "available", tags: {}, ...args, id };
  },
  "aws:ec2/getSubnets:getSubnets": (args, context) => {
    const identifiers = identifiersOf("getSubnets", args, context);
    const ids = ["a", "b", "c"].map((zone) => `subnet-0${identifiers.hex(16, zone)}`);
    return { region: regionOf(args, context), tags: {}, ...args, id: regionOf(args, context), ids };
  },
  "aws:ec2/getAmi:getAmi": (args, context) => {
    const id = `ami-0${identifiersOf("getAmi", args, context).hex(16)}`;
    const region = regionOf(args, context);
    const arn = formatArn({ partition: context.partition, region }, "ec2", `image/${id}`);
    const about = {
      architecture: "x86_64",
      name: id,
      rootDeviceType: "ebs",
      state: "available",
      virtualizationType: "hvm",
    };
    return { region, tags: {}, ...about, ...args, arn, id, imageId: id };
  },
  "aws:ssm/getParameter:getParameter": (args, context) => {
    const name = textOf(args.name) ?? "";
    const value = identifiersOf("getParameter", { name }, context).lower(16);
    const inputs = { ...args, name, type: "String", value };
    const parameter = existing("aws:ssm/parameter:Parameter", name, inputs, context);
    return { ...parameter, ...args, id: name, insecureValue: value, type: "String", value: secret(value) };
  },
  "aws:secretsmanager/getSecret:getSecret": (args, context) => {
    const name = textOf(args.name) ?? textOf(args.arn) ?? "";
    const arn = textOf(args.arn) ?? secretArn(name, context);
    return {
      region: regionOf(args, context),
      ...args,
      arn,
      description: "",
      id: arn,
      kmsKeyId: "",
      name,
      policy: "",
      tags: {},
    };
  },
  "aws:secretsmanager/getSecretVersion:getSecretVersion": (args, context) => {
    const secretId = textOf(args.secretId) ?? "";
    const identifiers = identifiersOf("getSecretVersion", { secretId }, context);
    const arn = secretId.startsWith("arn:") ? secretId : secretArn(secretId, context);
    const versionId = identifiers.uuid();
    return {
      region: regionOf(args, context),
      versionStage: "AWSCURRENT",
      ...args,
      arn,
      id: `${secretId}|${versionId}`,
      secretArn: arn,
      secretBinary: secret(""),
      secretString: secret(identifiers.mixed(32)),
      versionId,
      versionStages: ["AWSCURRENT"],
    };
  },
  "aws:cognito/getUserPool:getUserPool": (args, context) => {
    const id = textOf(args.userPoolId) ?? "";
    return { ...existing("aws:cognito/userPool:UserPool", id, { name: id }, context), ...args, id, tags: {} };
  },
  "aws:cognito/getUserPools:getUserPools": (args, context) => {
    const region = regionOf(args, context);
    const id = `${region}_${identifiersOf("getUserPools", args, context).mixed(9)}`;
    const arn = formatArn({ ...context, region }, "cognito-idp", `userpool/${id}`);
    return { region, ...args, arns: [arn], id: textOf(args.name) ?? "", ids: [id] };
  },
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": registryCredentials,
  "aws:ecr/getCredentials:getCredentials": registryCredentials,
  "aws:index/getArn:getArn": (args) => {
    const [, partition = "", service = "", region = "", account = "", ...resource] = (textOf(args.arn) ?? "").split(
      ":",
    );
    return {
      arn: args.arn ?? "",
      id: args.arn ?? "",
      partition,
      service,
      region,
      account,
      resource: resource.join(":"),
    };
  },
};

/** The outputs of a resource that stands already, by its id. */
function existing(type: string, id: string, inputs: Properties, context: SynthesisContext): Properties {
  const urn = `lookup:${type}:${id}`;
  return synthesise({ type, name: id, urn, inputs, dependencies: [], id }, context).outputs;
}

function secretArn(name: string, context: SynthesisContext): string {
  const suffix = new Identifiers(`secret:${name}`).mixed(6);
  return formatArn(context, "secretsmanager", `secret:${name}-${suffix}`);
}

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html */
function registryCredentials(args: Properties, context: SynthesisContext): Properties {
  const registryId = textOf(args.registryId) ?? context.account;
  const region = regionOf(args, context);
  const password = identifiersOf("getAuthorizationToken", { registryId }, context).mixed(64);
  return {
    region,
    ...args,
    authorizationToken: secret(Buffer.from(`AWS:${password}`).toString("base64")),
    expiresAt: "2024-01-01T12:00:00Z",
    id: region,
    password: secret(password),
    proxyEndpoint: `https://${registryId}.dkr.ecr.${region}.amazonaws.com`,
    registryId,
    userName: "AWS",
  };
}
