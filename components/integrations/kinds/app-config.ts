import * as pulumi from "@pulumi/pulumi";
import { validateKnown } from "../../shared/problems";
import { type ArnInput, arnProblem, arnTarget, partOfArn } from "../arn-target";
import type { IntegrationSpec } from "../integration-spec";
import { serviceKind, type ServiceOptions } from "../service-kind";

/** What a spec of kind `appConfig` has. */
export interface AppConfigFields {
  /** The ARN of the configuration profile. */
  configurationProfileArn?: pulumi.Input<string>;
}

export interface AppConfigOptions extends ServiceOptions {
  /** Parameters by AWS's names. @default the configuration's, and the API's id as ClientId */
  parameters?: Record<string, pulumi.Input<string>>;
}

/**
 * Answers with a deployed configuration (AWS_PROXY, AppConfig-GetConfiguration). HTTP APIs only.
 *
 * @param environment the environment, a reference with its ARN, or its ARN
 * @param configurationProfile the configuration profile, in the same form
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function appConfig(
  environment: ArnInput,
  configurationProfile: ArnInput,
  { parameters, ...options }: AppConfigOptions = {},
): IntegrationSpec {
  const { targetArn: configurationProfileArn, name } = arnTarget(configurationProfile);
  const { targetArn } = arnTarget(environment);
  return { kind: "appConfig", targetArn, configurationProfileArn, name, serviceParameters: parameters, ...options };
}

const PROFILE = {
  service: "appconfig",
  resource: /^application\/[^/]+\/configurationprofile\/[^/]+$/,
  what: "a configuration profile",
  pass: "the configuration profile itself",
};

export const appConfigKind = serviceKind({
  target: {
    service: "appconfig",
    resource: /^application\/[^/]+\/environment\/[^/]+$/,
    what: "an environment of AppConfig",
    pass: "the environment itself",
  },
  actions: {
    GetConfiguration: {
      iamAction: "appconfig:GetConfiguration",
      resources: ({ targetArn = "", configurationProfileArn = "" }) => [
        applicationArn(targetArn),
        targetArn,
        configurationProfileArn,
      ],
      http: {
        subtype: "AppConfig-GetConfiguration",
        required: ["Application", "Environment", "Configuration", "ClientId"],
        optional: ["ClientConfigurationVersion", "Region"],
        defaults: ({ targetArn = "", configurationProfileArn = "" }) => ({
          Application: part(targetArn, 1),
          Environment: part(targetArn, 3),
          Configuration: part(configurationProfileArn, 3),
          ClientId: "$context.apiId",
        }),
      },
    },
  },
  problems: ({ configurationProfileArn }, argument) =>
    validateKnown<string>(configurationProfileArn ?? "", (arn) =>
      arnProblem(`${argument}.configurationProfileArn`, arn, PROFILE),
    ),
});

/** The action looks at all three. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsappconfig.html */
function applicationArn(environment: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.output(environment).apply((arn) => arn.replace(/\/environment\/.*$/, ""));
}

function part(arn: pulumi.Input<string>, position: number): pulumi.Input<string> {
  return partOfArn(arn, ({ resource }) => resource.split("/")[position] ?? "");
}
