import { createHash } from "node:crypto";
import { type ResourceNode } from "../graph/graph";
import { type SynthesisContext } from "../synthesis";
import { partitionOf } from "../../aws/partition";
import { reveal, secret, UNKNOWN, type PropertyValue } from "../graph/value";
import { DeploymentError } from "./deployment-error";
import { type Properties } from "./property-codec";
import { packageOf, PROVIDER_PREFIX, makeUrn } from "./urn";
import { defined } from "../../language/defined";
import { isRecord } from "../../language/is-record";
import { jsonOrText } from "../../language/parsed-json";

/** The account that resources are synthesised in where neither the provider nor AWS_ACCOUNT_ID names one. */
export const DEFAULT_ACCOUNT = "123456789012";

export interface ProviderSettings {
  project: string;
  stack: string;
  mode: "deploy" | "preview";
  configuration: Record<string, string>;
  secretKeys: string[];
  environment: NodeJS.ProcessEnv;
}

/** The version of a plugin, and the address that it is downloaded from; empty where the program gives none. */
export interface PluginSource {
  version: string;
  downloadUrl: string;
}

/** Default providers, and what a provider means for its resources: region, account, partition. */
export class Providers {
  constructor(private readonly settings: ProviderSettings) {}

  /**
   * Returns whether the stack has no default provider of a package: a list of packages, or a star for all but the engine's own.
   * https://www.pulumi.com/docs/iac/concepts/providers/#disabling-default-providers
   */
  isDisabled(packageName: string): boolean {
    const named = list(structured(this.settings.configuration["pulumi:disable-default-providers"]));
    return packageName !== "pulumi" && (named.includes("*") || named.includes(packageName));
  }

  /**
   * The node of the provider that Pulumi makes for resources without one: `default_7_48_0` with the package's configuration. Another source
   * of the plugin is another provider.
   */
  defaultProvider(token: string, { version, downloadUrl }: PluginSource): ResourceNode {
    const packageName = packageOf(token);
    const type = PROVIDER_PREFIX + packageName;
    const name = defaultName(version, downloadUrl);
    const inputs: Properties = {
      ...this.packageConfiguration(packageName),
      ...defined({ version: version === "" ? undefined : version }),
    };
    const urn = makeUrn(this.settings.stack, this.settings.project, "", type, name);
    return {
      urn,
      type,
      name,
      custom: true,
      external: false,
      id: this.providerId(urn),
      inputs,
      outputs: inputs,
      dependencies: [],
      propertyDependencies: {},
      options: {},
    };
  }

  /** A provider's id is a UUID; it is known after the deployment. */
  providerId(urn: string): string | undefined {
    if (this.settings.mode === "preview") {
      return undefined;
    }
    const digest = createHash("sha256").update(urn).digest("hex");
    return [8, 12, 16, 20, 32].map((end, index) => digest.slice([0, 8, 12, 16, 20][index], end)).join("-");
  }

  /** @throws DeploymentError for an AWS resource without a region, as the AWS provider refuses one */
  context(token: string, provider: ResourceNode | undefined, inputs: Properties): SynthesisContext {
    const region =
      text(inputs.region) ??
      text(provider?.inputs.region) ??
      this.settings.environment.AWS_REGION ??
      this.settings.environment.AWS_DEFAULT_REGION;
    if (packageOf(token) === "aws" && !region) {
      throw new DeploymentError(
        `No AWS region for ${token}: set one for the stack with \`aws:region: eu-west-1\` in its file, ` +
          "in the provider's arguments, or in the environment variable AWS_REGION.",
      );
    }
    const { project, stack } = this.settings;
    const place = region ?? "us-east-1"; // for packages that have no regions
    const major = /^\d+/.exec(text(provider?.inputs.version) ?? "")?.[0];
    return {
      project,
      stack,
      account: this.account(provider),
      region: place,
      partition: partitionOf(place),
      defaultTags: defaultTags(provider),
      ...defined({ providerMajor: major === undefined ? undefined : Number(major) }),
    };
  }

  /**
   * The account of the last role that the provider assumes, one after the other, otherwise the only one that it allows, otherwise
   * AWS_ACCOUNT_ID.
   * https://registry.terraform.io/providers/hashicorp/aws/latest/docs#assuming-an-iam-role
   */
  private account(provider: ResourceNode | undefined): string {
    const { assumeRoles, assumeRole, assumeRoleWithWebIdentity } = provider?.inputs ?? {};
    const roles = [assumeRoleWithWebIdentity, assumeRoles ?? assumeRole].flatMap((value) => {
      const given = structured(value);
      return Array.isArray(given) ? given : [given];
    });
    const roleArn = roles
      .flatMap((role) => (isRecord(role) ? [text(role.roleArn)] : []))
      .findLast((arn) => arn !== undefined);
    const [allowed, ...others] = list(structured(provider?.inputs.allowedAccountIds));
    return (
      /^arn:[^:]+:iam::(\d{12}):/.exec(roleArn ?? "")?.[1] ??
      (others.length === 0 ? text(allowed) : undefined) ??
      this.settings.environment.AWS_ACCOUNT_ID ??
      DEFAULT_ACCOUNT
    );
  }

  /** The provider that the engine has built in takes no configuration: `pulumi:` is the namespace of the engine's own settings. */
  private packageConfiguration(packageName: string): Properties {
    if (packageName === "pulumi") {
      return {};
    }
    const prefix = `${packageName}:`;
    return Object.fromEntries(
      Object.entries(this.settings.configuration)
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, value]) => [
          key.slice(prefix.length),
          this.settings.secretKeys.includes(key) ? secret(value) : value,
        ]),
    );
  }
}

/** The engine makes a qualified name of version and address: segments without what names can't have. */
function defaultName(version: string, downloadUrl: string): string {
  const base = version === "" ? "default" : `default_${version.replace(/[^A-Za-z0-9]/g, "_")}`;
  if (downloadUrl === "") {
    return base;
  }
  return `${base}_${downloadUrl}`
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => segment.replace(/[^A-Za-z0-9_.-]/g, "_"))
    .join("/");
}

function text(value: PropertyValue | undefined): string | undefined {
  const plain = reveal(value);
  return typeof plain === "string" && plain !== "" && plain !== UNKNOWN ? plain : undefined;
}

/**
 * Returns the tags that a provider gives every resource.
 * https://www.pulumi.com/registry/packages/aws/api-docs/provider/#default_tags_yaml
 */
export function defaultTags(provider: { inputs: Properties } | undefined): Properties {
  const given = structured(provider?.inputs.defaultTags);
  const tags = isRecord(given) ? structured(given.tags) : undefined;
  return isRecord(tags) ? tags : {};
}

function list(value: PropertyValue | undefined): PropertyValue[] {
  return Array.isArray(value) ? value : [];
}

/** The arguments of a provider travel as JSON text where they are not text themselves. */
function structured(value: PropertyValue | undefined): PropertyValue | undefined {
  const plain = reveal(value);
  return typeof plain === "string" && /^[[{]/.test(plain) ? (jsonOrText(plain) as PropertyValue) : plain;
}
