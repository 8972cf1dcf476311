import { NEAR_LIMIT } from "../aws/quotas";
import { type QuotaUse, quotaShare, remedy } from "./api-use";
import { type ApiReport, type StackReport } from "./stack-report";

export function reportText(stacks: StackReport[], monthlyRequests: number): string {
  return stacks.map((stack) => stackText(stack, monthlyRequests)).join("\n\n");
}

function stackText({ stack, apis, provisionedConcurrency }: StackReport, monthlyRequests: number): string {
  if (apis.length === 0) {
    return `${stack}: no API`;
  }
  const warm = provisionedConcurrency.flatMap(({ functionName, qualifier, environments, usedBy, missedBy }) => [
    `  ${functionName}:${qualifier} keeps ${environments} for ${usedBy.join(", ") || "no API of the stack"}`,
    ...missedBy.map(({ api, qualifier: other }) => {
      return `    ${api} calls ${other === undefined ? "the function itself" : `:${other}`} and starts cold`;
    }),
  ]);
  return [
    `${stack}: ${apis.length} API${apis.length === 1 ? "" : "s"}`,
    ...apis.map((api) => apiText(api, monthlyRequests)),
    ...(warm.length === 0 ? [] : [["Provisioned concurrency", ...warm].join("\n")]),
  ].join("\n\n");
}

function apiText(api: ApiReport, monthlyRequests: number): string {
  const rows: [string, string][] = [
    ...api.quotas.map((quota): [string, string] => [quota.limit.name, quotaText(quota)]),
    ["Open to anyone", api.anonymousRoutes.join(", ") || "none"],
    [
      "Cost",
      api.monthlyCost === undefined
        ? "by messages and connection minutes, not by requests"
        : `$${api.monthlyCost.toFixed(2)} for ${monthlyRequests.toLocaleString("en-US")} requests a month (us-east-1, API Gateway alone)`,
    ],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [`${api.name} (${api.kind})`, ...rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`)].join("\n");
}

function quotaText(quota: QuotaUse): string {
  const { used, limit } = quota;
  const share = quotaShare(quota);
  const near = share < NEAR_LIMIT ? "" : ` (${Math.round(share * 100)} %: ${remedy(limit)}, ${limit.source})`;
  return `${used} of ${limit.value}${near}`;
}
