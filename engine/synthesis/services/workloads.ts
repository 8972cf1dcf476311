import type { Service } from "../shape";
import type { ResourceView } from "../view";

/**
 * Containers, service discovery, configuration, scaling.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html (ARNs)
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudmap.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsappconfig.html
 */
export const workloads: Service = {
  resources: {
    "aws:ecs/cluster:Cluster": {
      id: (r) => r.arn("ecs", `cluster/${r.text("name")}`),
      computed: {
        arn: (r) => r.arn("ecs", `cluster/${r.text("name")}`),
        settings: () => [{ name: "containerInsights", value: "disabled" }],
      },
      tagged: true,
    },
    "aws:ecs/service:Service": {
      id: ecsServiceArn,
      defaults: { deploymentMaximumPercent: 200, deploymentMinimumHealthyPercent: 100, schedulingStrategy: "REPLICA" },
      computed: {
        arn: ecsServiceArn,
        availabilityZoneRebalancing: () => "DISABLED",
        cluster: (r) => r.arn("ecs", "cluster/default"),
        launchType: () => "EC2",
        platformVersion: () => "",
      },
      tagged: true,
    },
    "aws:ecs/taskDefinition:TaskDefinition": {
      id: (r) => r.text("family"),
      defaults: { skipDestroy: false, trackLatest: false },
      computed: {
        arn: (r) => r.arn("ecs", `task-definition/${r.text("family")}:1`),
        arnWithoutRevision: (r) => r.arn("ecs", `task-definition/${r.text("family")}`),
        enableFaultInjection: () => false,
        networkMode: () => "bridge",
        revision: () => 1,
      },
      tagged: true,
    },
    "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": {
      id: (r) => `ns-${r.identifiers.lower(16)}`,
      computed: { arn: namespaceArn, hostedZone: (r) => `Z${r.identifiers.upper(20)}` },
      tagged: true,
    },
    "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace": {
      id: (r) => `ns-${r.identifiers.lower(16)}`,
      computed: { arn: namespaceArn, hostedZone: (r) => `Z${r.identifiers.upper(20)}` },
      tagged: true,
    },
    "aws:servicediscovery/httpNamespace:HttpNamespace": {
      id: (r) => `ns-${r.identifiers.lower(16)}`,
      computed: { arn: namespaceArn, httpName: (r) => r.text("name") },
      tagged: true,
    },
    "aws:servicediscovery/service:Service": {
      id: (r) => `srv-${r.identifiers.lower(16)}`,
      computed: {
        arn: (r) => r.arn("servicediscovery", `service/${r.id}`),
        namespaceId: (r) => textIn(r.object("dnsConfig").namespaceId),
        type: (r) => (r.has("dnsConfig") ? "DNS_HTTP" : "HTTP"),
      },
      tagged: true,
    },
    "aws:appconfig/application:Application": {
      id: (r) => r.identifiers.lower(7),
      computed: { arn: (r) => r.arn("appconfig", `application/${r.id}`) },
      tagged: true,
    },
    "aws:appconfig/environment:Environment": {
      id: (r) => `${r.identifiers.lower(7)}:${r.text("applicationId")}`,
      computed: {
        arn: (r) => r.arn("appconfig", `application/${r.text("applicationId")}/environment/${r.identifiers.lower(7)}`),
        description: () => "",
        environmentId: (r) => r.identifiers.lower(7),
        state: () => "READY_FOR_DEPLOYMENT",
      },
      tagged: true,
    },
    "aws:appconfig/configurationProfile:ConfigurationProfile": {
      id: (r) => `${r.identifiers.lower(7)}:${r.text("applicationId")}`,
      defaults: { type: "AWS.Freeform" },
      computed: {
        arn: (r) =>
          r.arn("appconfig", `application/${r.text("applicationId")}/configurationprofile/${r.identifiers.lower(7)}`),
        configurationProfileId: (r) => r.identifiers.lower(7),
      },
      tagged: true,
    },
    "aws:appautoscaling/target:Target": {
      id: (r) => r.text("resourceId"),
      computed: { arn: (r) => r.arn("application-autoscaling", `scalable-target/${r.identifiers.hex(24)}`) },
      tagged: true,
    },
    "aws:appautoscaling/policy:Policy": {
      id: (r) => r.text("name"),
      defaults: { policyType: "StepScaling" },
      computed: {
        alarmArns: () => [],
        arn: (r) =>
          r.arn(
            "autoscaling",
            `scalingPolicy:${r.identifiers.uuid()}:resource/${r.text("serviceNamespace")}/${r.text("resourceId")}:policyName/${r.text("name")}`,
          ),
      },
    },
    "aws:ecr/repository:Repository": {
      id: (r) => r.text("name"),
      defaults: { imageTagMutability: "MUTABLE" },
      computed: {
        arn: (r) => r.arn("ecr", `repository/${r.text("name")}`),
        registryId: (r) => r.account,
        repositoryUrl: (r) => `${r.account}.dkr.ecr.${r.region}.${r.dnsSuffix}/${r.text("name")}`,
      },
      tagged: true,
    },
    "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
      id: (r) => r.text("repository"),
      computed: { registryId: (r) => r.account },
    },
  },
};

/** A service is under its cluster, which is given by name or ARN. */
function ecsServiceArn(r: ResourceView): string {
  const cluster = r.text("cluster").split("/").pop() || "default";
  return r.arn("ecs", `service/${cluster}/${r.text("name")}`);
}

function namespaceArn(r: ResourceView): string {
  return r.arn("servicediscovery", `namespace/${r.id}`);
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}
