import { V2 } from "../../../aws/resource-types";
import { dnsSuffix } from "../../../aws/partition";
import type { GraphIndex } from "../../../engine/graph/graph-index";
import type { WebSocketApiModel } from "./model";

/** The URL by which a backend reaches the connections of one stage, as it is on AWS. */
export interface CallbackUrl {
  deployed: string;
  stage: string;
}

const MAPPING = V2.apiMapping;

/**
 * The callback URLs of WebSocket APIs: on their own endpoint, and on the custom domains that are mapped to them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export function callbackUrls(index: GraphIndex, apis: readonly WebSocketApiModel[]): CallbackUrl[] {
  const own = apis.flatMap((api) =>
    api.stages.map(({ name }) => ({
      deployed: `https://${api.id}.execute-api.${api.region}.${dnsSuffix(api.partition)}/${name}`,
      stage: name,
    })),
  );
  const mapped = index.ofType(MAPPING).flatMap((node): CallbackUrl[] => {
    const [domain, stage, key] = ["domainName", "stage", "apiMappingKey"].map((name) => index.text(node, name));
    return domain !== undefined && stage !== undefined && apis.some(({ id }) => id === index.text(node, "apiId"))
      ? [{ deployed: `https://${domain}${key === undefined || key === "" ? "" : `/${key}`}`, stage }]
      : [];
  });
  return [...own, ...mapped];
}
