import { defined } from "../../../language/defined";
import { V1 } from "../../../aws/resource-types";
import type { ResourceNode } from "../../../engine/graph/graph";
import { asTexts, type GraphIndex } from "../../../engine/graph/graph-index";
import type { LambdaFunctionModel } from "../shared/lambda-function";
import { readAuthorizers } from "./authorizer-reader";
import { readGatewayResponse } from "./gateway-response-reader";
import { readOpenApiBody } from "./openapi-reader";
import { jsonValue, partsOf, type RestApiNode } from "./parts";
import { readMethods } from "./resource-reader";
import type { RestAuthorizerModel } from "./authorizer-model";
import type { RestDefinition } from "./definition-model";

export interface ReadDefinition {
  definition: RestDefinition;
  authorizers: RestAuthorizerModel[];
  apiKeySource?: string;
  endpointDisabled?: boolean;
}

/** All that a deployment takes a snapshot of: of the OpenAPI body and of the resources beside it. */
export function readDefinition(
  index: GraphIndex,
  node: ResourceNode,
  api: RestApiNode,
  functions: LambdaFunctionModel[],
): ReadDefinition {
  const put = partsOf(index, api, V1.restApiPut)[0];
  const imported = readOpenApiBody(index, put ?? node, functions);
  const authorizers = [...(imported?.authorizers ?? []), ...readAuthorizers(index, api, functions)];
  const binaryMediaTypes = asTexts(index.value(node, "binaryMediaTypes"));
  const size = Number(index.value(node, "minimumCompressionSize") ?? Number.NaN);
  const ownSize = index.value(node, "minimumCompressionSize") === "" || !(size >= 0) ? undefined : size;
  const policyNode = partsOf(index, api, V1.restApiPolicy)[0];
  const policy = jsonValue(
    policyNode === undefined ? index.value(node, "policy") || undefined : index.value(policyNode, "policy"),
  );
  return {
    authorizers,
    definition: {
      methods: [...(imported?.methods ?? []), ...readMethods(index, api, authorizers, functions)],
      binaryMediaTypes: (binaryMediaTypes.length > 0 ? binaryMediaTypes : (imported?.binaryMediaTypes ?? [])).map(
        (type) => type.replace("~1", "/"),
      ),
      gatewayResponses: [
        ...partsOf(index, api, V1.response).map((part) => readGatewayResponse(index, part)),
        ...(imported?.gatewayResponses ?? []),
      ],
      ...defined({
        minimumCompressionSize: ownSize ?? imported?.minimumCompressionSize,
        policy: policy ?? imported?.policy,
      }),
    },
    ...defined({ apiKeySource: imported?.apiKeySource, endpointDisabled: imported?.endpointDisabled }),
  };
}
