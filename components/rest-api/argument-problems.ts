import { REST_API_LIMITS } from "../../aws/quotas";
import { validateKnown, type Problem } from "../shared/problems";
import { ApiKeySource, EndpointType, type RestApiArgs } from "./args";

const LARGEST_COMPRESSION = REST_API_LIMITS.minimumCompressionSize.value;

/** What is wrong with the arguments that stand by themselves. */
export function restArgumentProblems(args: RestApiArgs): Problem[] {
  return [
    ...oneOf("endpointType", args.endpointType, Object.values(EndpointType)),
    ...oneOf("apiKeySource", args.apiKeySource, Object.values(ApiKeySource)),
    ...compressionProblems(args.minimumCompressionSize),
    ...(args.vpcEndpointIds !== undefined && args.endpointType !== "PRIVATE"
      ? [{ argument: "vpcEndpointIds", expected: 'endpointType "PRIVATE" beside it', fix: "leave it out" }]
      : []),
    ...validateKnown<string>(args.ipAddressType, (type) =>
      args.endpointType === "PRIVATE" && type !== "dualstack"
        ? { argument: "ipAddressType", received: type, expected: '"dualstack" for a private API', fix: "leave it out" }
        : undefined,
    ),
  ];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-enable-compression.html */
function compressionProblems(size: number | undefined): Problem[] {
  return size === undefined || (Number.isInteger(size) && size >= 0 && size <= LARGEST_COMPRESSION)
    ? []
    : [
        {
          argument: "minimumCompressionSize",
          received: size,
          expected: `0 to ${LARGEST_COMPRESSION} bytes`,
          fix: "leave it out for no compression",
        },
      ];
}

function oneOf(argument: string, received: string | undefined, allowed: readonly string[]): Problem[] {
  return received === undefined || allowed.includes(received)
    ? []
    : [{ argument, received, expected: allowed.join(" or "), fix: `write "${allowed[0]}"` }];
}
