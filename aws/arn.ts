/** The parts of `arn:<partition>:<service>:<region>:<account>:<resource>`. */
export interface Arn {
  partition: string;
  service: string;
  /** Empty for a global service. */
  region: string;
  /** Empty where the service's resources are named alike in all accounts, as buckets are. */
  account: string;
  resource: string;
}

/**
 * Returns the parts of an ARN, or undefined where the text has no such form. The parts are not checked: a recorded ARN may
 * have variables in it. `isArn` checks them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition = "", service = "", region, account, ...resource] = text.split(":");
  return prefix !== "arn" || partition === "" || service === "" || account === undefined || resource.join("") === ""
    ? undefined
    : { partition, service, region: region ?? "", account, resource: resource.join(":") };
}

/** The place of a resource: a global service has no region, and a resource that is named alike in all accounts no account. */
export interface ArnPlace {
  partition: string;
  region?: string;
  account?: string;
}

/**
 * Returns the ARN of a resource.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function formatArn(
  { partition, region = "", account = "" }: ArnPlace,
  service: string,
  resource: string,
): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** Returns whether the text is an ARN whose partition, service, region and account are well formed. */
export function isArn(text: string): boolean {
  return /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12}|aws|):.+$/.test(text);
}

/** Returns whether the text is the ARN of a role: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html */
export function isRoleArn(text: string): boolean {
  return /^arn:[^:]+:iam::\d{12}:role\/.+/.test(text);
}

/** Returns the name of the log group of `arn:aws:logs:<region>:<account>:log-group:<name>[:*]`. */
export function logGroupOfArn(text: string): string | undefined {
  const arn = parseArn(text);
  const [kind, name] = arn?.resource.split(":") ?? [];
  return arn?.service === "logs" && kind === "log-group" ? name : undefined;
}
