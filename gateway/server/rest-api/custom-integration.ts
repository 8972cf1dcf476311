import type { Readable } from "node:stream";
import {
  bodyTransformation,
  type Payload,
  requestPayload,
  responsePayload,
} from "../../behavior/rest-api/integration-request";
import { selectIntegrationResponse, selectResponseTemplate } from "../../behavior/rest-api/integration-response";
import { restError, type RestError } from "../../behavior/rest-api/gateway-responses";
import { PayloadParseError, renderTemplate, TemplateOverrides } from "../../behavior/templates/mapping-template";
import type { RestIntegrationModel, RestIntegrationResponseModel } from "../../model/rest-api/definition-model";
import { type MappedQuery, mapParameters, mapQuery } from "../../behavior/rest-api/parameter-mapping";
import { remappedHeaders } from "../../behavior/rest-api/remapped-headers";
import type { GatewayLog } from "../shared/request-record";
import type { IntegrationError, IntegrationResult, IntegrationTrace } from "./integration-result";
import type { RestRequestContext } from "./request-context";

/** The request of an integration that is no proxy: everything in it was mapped. */
export interface MappedRestRequest {
  headers: Record<string, string>;
  querystring: MappedQuery;
  path: Record<string, string>;
  contentType: string;
  body: Buffer;
}

/** The answer of a backend before it is mapped. */
export interface BackendAnswer extends IntegrationTrace {
  /** The body where it is still coming: of proxies whose integration streams. */
  stream?: Readable;
  /** The text that selection patterns are matched with: the status, or a function's error message. */
  selectionSubject: string | undefined;
  status: number;
  headers: [name: string, value: string][];
  body: Buffer;
}

/** Integrations with mapping: the request by templates and parameters, and the response likewise. */
export class CustomIntegration {
  constructor(private readonly log: GatewayLog) {}

  async call(
    context: RestRequestContext,
    integration: RestIntegrationModel,
    send: (request: MappedRestRequest) => Promise<BackendAnswer | IntegrationError>,
  ): Promise<IntegrationResult> {
    try {
      const overrides = new TemplateOverrides();
      const request = mapRequest(context, integration, overrides);
      if ("error" in request) {
        context.explain(this.log, `${request.error.statusCode}, ${request.why}`);
        return request;
      }
      const answer = await send(request);
      if ("error" in answer) {
        return answer;
      }
      const selected = selectIntegrationResponse(integration, answer.selectionSubject);
      if (selected === undefined) {
        const why = `no integration response takes ${answer.selectionSubject ?? "a success"}, and none is the default`;
        return { ...this.failed(context, why), ...trace(answer) };
      }
      const answered = context.with({ integration: answer.integration });
      return { response: mapResponse(answered, selected, answer, overrides), ...trace(answer) };
    } catch (error) {
      return this.failed(context, error instanceof Error ? error.message : String(error));
    }
  }

  private failed(context: RestRequestContext, why: string): { error: RestError } {
    context.explain(this.log, `500, ${why}`);
    return { error: restError("API_CONFIGURATION_ERROR") };
  }
}

/** Returns what the answer leaves beside its response. */
function trace({ integration, addedHeaders, afterwards }: BackendAnswer): IntegrationTrace {
  return { integration, addedHeaders, afterwards };
}

function mapRequest(
  context: RestRequestContext,
  integration: RestIntegrationModel,
  overrides: TemplateOverrides,
): MappedRestRequest | { error: RestError; why: string } {
  const { contentType } = context;
  const transformation = bodyTransformation(integration, contentType);
  if (transformation.kind === "refused") {
    return { error: transformation.error, why: transformation.why };
  }
  const { binaryMediaTypes } = context.definition;
  const received = context.request.body ?? new Uint8Array();
  const payload = requestPayload(received, contentType, binaryMediaTypes, integration.contentHandling);
  const source = context.mappingSource;
  const mapped = (place: string) =>
    mapParameters(integration.requestParameters, `integration.request.${place}`, source);
  let body = bytesOf(payload);
  if (transformation.kind === "template") {
    const data = templateData(context, templateText(payload, "request"));
    try {
      body = Buffer.from(renderTemplate(transformation.template, data, overrides));
    } catch (error) {
      if (error instanceof PayloadParseError) {
        const message = `Could not parse request body into json: ${error.message}`;
        return { error: restError("BAD_REQUEST_BODY", { message }), why: message };
      }
      throw error;
    }
  }
  const { header, querystring, path } = overrides.request;
  return {
    headers: { ...mapped("header"), ...header },
    querystring: { ...mapQuery(integration.requestParameters, source), ...querystring },
    path: { ...mapped("path"), ...path },
    contentType: transformation.contentType,
    body,
  };
}

function mapResponse(
  context: RestRequestContext,
  selected: RestIntegrationResponseModel,
  answer: BackendAnswer,
  overrides: TemplateOverrides,
): { statusCode: number; headers: [string, string][]; body: Buffer } {
  const accept = context.header("accept");
  const backendType = answer.headers.find(([name]) => name === "content-type")?.[1];
  const { binaryMediaTypes } = context.definition;
  const payload = responsePayload(answer.body, backendType, accept, binaryMediaTypes, selected.contentHandling);
  const template = selectResponseTemplate(selected.responseTemplates, accept);
  const source = {
    ...context.mappingSource,
    parameter: (place: string, name: string) => headerOf(answer, place, name),
    body: answer.body.toString("utf8"),
  };
  const mapped = mapParameters(selected.responseParameters, "method.response.header", source);
  const rendered =
    template === undefined || template[1] === ""
      ? undefined
      : renderTemplate(template[1], templateData(context, responseText(payload, backendType)), overrides);
  const { header, status } = overrides.response;
  if (status !== undefined && !STATUS.test(String(status))) {
    throw new Error(`the mapping template overrides the status with ${status}; override it with one from 200 to 599`);
  }
  const headers = remappedHeaders(
    Object.entries({ ...mapped, ...header }).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const contentType =
    rendered === undefined ? (backendType ?? "application/json") : (template?.[0] ?? "application/json");
  return {
    statusCode: status ?? Number(selected.statusCode),
    headers: headers.some(([name]) => name === "content-type") ? headers : [["content-type", contentType], ...headers],
    body: rendered === undefined ? bytesOf(payload) : Buffer.from(rendered),
  };
}

/**
 * The statuses that end a request, of those that API Gateway has: "[1-5]\\d\\d".
 * https://github.com/boto/botocore/blob/develop/botocore/data/apigateway/2015-07-09/service-2.json (StatusCode)
 */
const STATUS = /^[2-5]\d\d$/;

function headerOf(answer: BackendAnswer, place: string, name: string): string | undefined {
  const values = answer.headers.filter(([header]) => header === name.toLowerCase()).map(([, value]) => value);
  if (values.length === 0) {
    return undefined;
  }
  return place === "multivalueheader" ? values.join(",") : place === "header" ? values.at(-1) : undefined;
}

function templateData(context: RestRequestContext, body: string): Parameters<typeof renderTemplate>[1] {
  return {
    body: body === "" ? undefined : body,
    params: context.params,
    context: context.variables,
    stageVariables: context.stageVariables ?? {},
  };
}

/**
 * The payload that a template reads. It reads text alone: a binary payload is answered with 500.
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/apigateway/test_apigateway_s3.py
 * (TestApiGatewayS3BinarySupport, validated against AWS)
 */
function templateText(payload: Payload, place: "request" | "response"): string {
  if (payload.kind === "binary") {
    const where = `of the integration${place === "request" ? "" : " response"}`;
    throw new Error(
      `the ${place}'s payload is binary, and a mapping template reads text alone: set contentHandling ${where} to CONVERT_TO_TEXT, or take its content type out of binaryMediaTypes`,
    );
  }
  return payload.text;
}

/** The payload of a response; that of a mock or of a function has no content type, and is text. */
function responseText(payload: Payload, backendType: string | undefined): string {
  return backendType === undefined && payload.kind === "binary"
    ? payload.bytes.toString("utf8")
    : templateText(payload, "response");
}

function bytesOf(payload: Payload): Buffer {
  return payload.kind === "text" ? Buffer.from(payload.text) : payload.bytes;
}
