import { appConfig } from "../../../../components";
import { node } from "../../../support/http-program";
import { describeKind } from "../describe-kind";
import { FIRST_CLASS_INPUTS, ROLE } from "../kind-parts";

const APPLICATION = "arn:aws:appconfig:eu-west-1:123456789012:application/abc1234";

describeKind("appConfig", {
  spec: () => appConfig(`${APPLICATION}/environment/env5678`, `${APPLICATION}/configurationprofile/pro9012`),
  unknown: (arn) => appConfig(arn, arn),
  route: "GET /things/{id}",
  empty: [
    "integration.targetArn: pass the environment itself",
    "integration.configurationProfileArn: pass the configuration profile itself",
  ],
  http: {
    ...FIRST_CLASS_INPUTS,
    credentialsArn: ROLE("env5678-6841e44e"),
    integrationSubtype: "AppConfig-GetConfiguration",
    requestParameters: {
      Application: "abc1234",
      Environment: "env5678",
      Configuration: "pro9012",
      ClientId: "$context.apiId",
    },
  },
  policy: [
    {
      Effect: "Allow",
      Action: "appconfig:GetConfiguration",
      Resource: [APPLICATION, `${APPLICATION}/environment/env5678`, `${APPLICATION}/configurationprofile/pro9012`],
    },
  ],
  local: {
    nodes: [
      node("aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion", "first", {
        configurationProfileId: "pro9012",
        contentType: "application/json",
        content: '{"beta":true}',
      }),
    ],
  },
  roles: [
    [
      appConfig(`${APPLICATION}/environment/env`, `${APPLICATION}/configurationprofile/pro`),
      [
        "appconfig:GetConfiguration",
        [APPLICATION, `${APPLICATION}/environment/env`, `${APPLICATION}/configurationprofile/pro`],
      ],
    ],
  ],
  answers: {
    HTTP: {
      status: 200,
      body: '{"beta":true}',
      inbox: {
        service: "appconfig",
        operation: "GetConfiguration",
        target: "application/abc1234",
        parameters: {
          Application: "abc1234",
          Environment: "env5678",
          Configuration: "pro9012",
          ClientId: "api-id",
        },
      },
    },
  },
});
