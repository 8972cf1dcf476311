import type * as pulumi from "@pulumi/pulumi";
import { type ArnForm, type ArnInput, arnTarget, checkArn, partOfArn } from "../arn-target";
import { HTTP_SERVICE_FIELDS, type HttpServiceFields, SERVICE_FIELDS, type ServiceFields } from "../service-fields";
import { serviceKind } from "../service-kind";
import { readText } from "../../shared/mocks";

/** An integration with a deployed configuration. */
export interface AppConfigIntegration extends ServiceFields<"appConfig">, HttpServiceFields {
  /**
   * The ARN of the configuration profile.
   * @example profile.arn
   */
  configurationProfileArn: pulumi.Input<string>;
}

/** The options of an integration with a deployed configuration. */
export type AppConfigOptions = Omit<
  AppConfigIntegration,
  "kind" | "targetArn" | "targetName" | "configurationProfileArn"
>;

/**
 * Returns a deployed configuration (AWS_PROXY, AppConfig-GetConfiguration). HTTP APIs only.
 *
 * @param environment the environment, a reference with its ARN, or its ARN
 * @param configurationProfile the configuration profile, in the same form
 * @example
 * ```ts
 * const application = new aws.appconfig.Application("shop");
 * const environment = new aws.appconfig.Environment("live", { applicationId: application.id });
 * const profile = new aws.appconfig.ConfigurationProfile("settings", {
 *   applicationId: application.id,
 *   locationUri: "hosted",
 * });
 * new HttpApi("shop", { defaultAuthorizer: iam(), routes: { "GET /settings": appConfig(environment, profile) } });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function appConfig(
  environment: ArnInput,
  configurationProfile: ArnInput,
  options: AppConfigOptions = {},
): AppConfigIntegration {
  const { targetArn: configurationProfileArn, targetName } = arnTarget(configurationProfile);
  const { targetArn } = arnTarget(environment);
  return { kind: "appConfig", targetArn, configurationProfileArn, targetName, ...options };
}

const ENVIRONMENT: ArnForm = {
  service: "appconfig",
  resource: /^application\/[^/]+\/environment\/[^/]+$/,
  what: "an environment of AppConfig",
  pass: "the environment itself",
};

const PROFILE: ArnForm = {
  service: "appconfig",
  resource: /^application\/[^/]+\/configurationprofile\/[^/]+$/,
  what: "a configuration profile",
  pass: "the configuration profile itself",
};

export const appConfigKind = serviceKind<AppConfigIntegration>({
  fields: {
    ...SERVICE_FIELDS(ENVIRONMENT),
    ...HTTP_SERVICE_FIELDS,
    configurationProfileArn: {
      required: { expected: "the ARN of a configuration profile", fix: "pass the configuration profile itself" },
    },
  },
  target: ENVIRONMENT,
  actions: {
    GetConfiguration: {
      iamAction: "appconfig:GetConfiguration",
      resources: ({ targetArn, configurationProfileArn }) => [
        applicationArn(targetArn),
        targetArn,
        configurationProfileArn,
      ],
      http: {
        subtype: "AppConfig-GetConfiguration",
        required: ["Application", "Environment", "Configuration", "ClientId"],
        optional: ["ClientConfigurationVersion", "Region"],
        defaults: ({ targetArn, configurationProfileArn }) => ({
          Application: part(targetArn, 1),
          Environment: part(targetArn, 3),
          Configuration: part(configurationProfileArn, 3),
          ClientId: "$context.apiId",
        }),
      },
    },
  },
  check: (problems, { configurationProfileArn }) =>
    problems.known<string>("configurationProfileArn", configurationProfileArn, checkArn(PROFILE)),
  example: {
    kind: "appConfig",
    targetArn: "arn:aws:appconfig:eu-west-1:123456789012:application/abc/environment/env",
    configurationProfileArn: "arn:aws:appconfig:eu-west-1:123456789012:application/abc/configurationprofile/pro",
  },
});

/** The action looks at all three. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsappconfig.html */
function applicationArn(environment: pulumi.Input<string>): pulumi.Output<string> {
  return readText(environment, (arn) => arn.replace(/\/environment\/.*$/, ""));
}

function part(arn: pulumi.Input<string>, position: number): pulumi.Input<string> {
  return partOfArn(arn, ({ resource }) => resource.split("/")[position] ?? "");
}
