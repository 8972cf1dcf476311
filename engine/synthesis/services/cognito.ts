import type { Service } from "../shape";
import type { ResourceView } from "../view";
import { isRecord } from "../../../language/is-record";

/**
 * User pools and what goes with them.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolType.html
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain.html
 */
export const cognito: Service = {
  resources: {
    "aws:cognito/userPool:UserPool": {
      id: (r) => `${r.region}_${r.identifiers.mixed(9)}`,
      defaults: { deletionProtection: "INACTIVE", mfaConfiguration: "OFF" },
      computed: {
        arn: (r) => r.arn("cognito-idp", `userpool/${r.id}`),
        creationDate: () => CREATED,
        customDomain: () => "",
        domain: () => "",
        // The issuer of the pool's tokens without its scheme.
        endpoint: (r) => `cognito-idp.${r.region}.${r.dnsSuffix}/${r.id}`,
        estimatedNumberOfUsers: () => 0,
        lastModifiedDate: () => CREATED,
        userPoolTier: () => "ESSENTIALS",
      },
      tagged: true,
    },
    "aws:cognito/userPoolClient:UserPoolClient": {
      id: (r) => r.identifiers.lower(26),
      computed: {
        allowedOauthFlowsUserPoolClient: () => false,
        authSessionValidity: () => 3,
        clientSecret: (r) => (r.value("generateSecret") === true ? r.identifiers.lower(52, "secret") : ""),
        enablePropagateAdditionalUserContextData: () => false,
        enableTokenRevocation: () => true,
        refreshTokenValidity: () => 30,
      },
      secrets: ["clientSecret"],
    },
    "aws:cognito/resourceServer:ResourceServer": {
      id: (r) => `${r.text("userPoolId")}|${r.text("identifier")}`,
      computed: { scopeIdentifiers: (r) => scopeNames(r).map((scope) => `${r.text("identifier")}/${scope}`) },
    },
    "aws:cognito/userPoolDomain:UserPoolDomain": {
      id: (r) => r.text("domain"),
      computed: {
        awsAccountId: (r) => r.account,
        cloudfrontDistribution: (r) => `d${r.identifiers.lower(13)}.cloudfront.net`,
        cloudfrontDistributionArn: (r) => `d${r.identifiers.lower(13)}.cloudfront.net`,
        cloudfrontDistributionZoneId: () => "Z2FDTNDATAQYW2",
        managedLoginVersion: () => 1,
        s3Bucket: (r) => `aws-cognito-prod-${r.region}-assets`,
        version: () => "20240101000000",
      },
    },
    "aws:cognito/userGroup:UserGroup": {
      id: (r) => `${r.text("userPoolId")}/${r.text("name")}`,
    },
    "aws:cognito/user:User": {
      id: (r) => `${r.text("userPoolId")}/${r.text("username")}`,
      computed: {
        creationDate: () => CREATED,
        lastModifiedDate: () => CREATED,
        mfaSettingLists: () => [],
        preferredMfaSetting: () => "",
        status: (r) => (r.has("password") ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD"),
        sub: (r) => r.identifiers.uuid(),
      },
      secrets: ["password", "temporaryPassword"],
    },
    "aws:cognito/identityPool:IdentityPool": {
      id: (r) => `${r.region}:${r.identifiers.uuid()}`,
      computed: { arn: (r) => r.arn("cognito-identity", `identitypool/${r.id}`) },
      tagged: true,
    },
    "aws:cognito/identityProvider:IdentityProvider": {
      id: (r) => `${r.text("userPoolId")}:${r.text("providerName")}`,
    },
  },
};

const CREATED = "2024-01-01T00:00:00Z";

function scopeNames(r: ResourceView): string[] {
  return r.list("scopes").flatMap((scope) => {
    const name = isRecord(scope) ? scope.scopeName : undefined;
    return typeof name === "string" ? [name] : [];
  });
}
