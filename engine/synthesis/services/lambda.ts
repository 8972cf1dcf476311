import { createHash } from "node:crypto";
import { invokeUri, parseFunctionArn } from "../../../aws/lambda-arn";
import type { Service } from "../shape";
import type { ResourceView } from "../view";

/**
 * Functions and what goes with them.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html (ARNs)
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html (function URLs)
 */
export const lambda: Service = {
  resources: {
    "aws:lambda/function:Function": {
      id: (r) => r.text("name"),
      defaults: {
        memorySize: 128,
        packageType: "Zip",
        publish: false,
        reservedConcurrentExecutions: -1,
        skipDestroy: false,
        timeout: 3,
      },
      computed: {
        architectures: () => ["x86_64"],
        arn: (r) => functionArn(r),
        codeSha256: codeDigest,
        ephemeralStorage: () => ({ size: 512 }),
        invokeArn: (r) => invokeUri(functionArn(r), r),
        lastModified: () => CREATED,
        loggingConfig: (r) => ({ logFormat: "Text", logGroup: `/aws/lambda/${r.text("name")}` }),
        qualifiedArn: (r) => `${functionArn(r)}:${version(r)}`,
        qualifiedInvokeArn: (r) => invokeUri(`${functionArn(r)}:${version(r)}`, r),
        responseStreamingInvokeArn: (r) => invokeUri(functionArn(r), r, "streamed"),
        signingJobArn: () => "",
        signingProfileVersionArn: () => "",
        sourceCodeHash: codeDigest,
        sourceCodeSize: () => 0,
        tracingConfig: () => ({ mode: "PassThrough" }),
        version,
      },
      tagged: true,
    },
    "aws:lambda/alias:Alias": {
      id: (r) => `${functionArn(r, r.text("functionName"))}:${r.text("name")}`,
      computed: {
        arn: (r) => `${functionArn(r, r.text("functionName"))}:${r.text("name")}`,
        invokeArn: (r) => invokeUri(`${functionArn(r, r.text("functionName"))}:${r.text("name")}`, r),
      },
    },
    "aws:lambda/permission:Permission": {
      id: (r) => r.text("statementId"),
    },
    "aws:lambda/functionUrl:FunctionUrl": {
      id: (r) => nameOf(r.text("functionName")) + (r.has("qualifier") ? `/${r.text("qualifier")}` : ""),
      defaults: { invokeMode: "BUFFERED" },
      computed: {
        functionArn: (r) =>
          functionArn(r, r.text("functionName")) + (r.has("qualifier") ? `:${r.text("qualifier")}` : ""),
        functionUrl: (r) => `https://${urlId(r)}.lambda-url.${r.region}.on.aws/`,
        urlId,
      },
    },
    "aws:lambda/layerVersion:LayerVersion": {
      id: (r) => r.arn("lambda", `layer:${r.text("layerName")}:1`),
      defaults: { skipDestroy: false },
      computed: {
        arn: (r) => r.arn("lambda", `layer:${r.text("layerName")}:1`),
        codeSha256: codeDigest,
        createdDate: () => CREATED,
        layerArn: (r) => r.arn("lambda", `layer:${r.text("layerName")}`),
        signingJobArn: () => "",
        signingProfileVersionArn: () => "",
        sourceCodeHash: codeDigest,
        sourceCodeSize: () => 0,
        version: () => "1",
      },
    },
    "aws:lambda/eventSourceMapping:EventSourceMapping": {
      id: (r) => r.identifiers.uuid(),
      defaults: { enabled: true },
      computed: {
        arn: (r) => r.arn("lambda", `event-source-mapping:${r.id}`),
        functionArn: (r) => functionArn(r, r.text("functionName")),
        lastModified: () => CREATED,
        lastProcessingResult: () => "",
        state: (r) => (r.value("enabled") === false ? "Disabled" : "Enabled"),
        stateTransitionReason: () => "USER_INITIATED",
        uuid: (r) => r.id,
      },
      tagged: true,
    },
    "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": {
      id: (r) => `${nameOf(r.text("functionName"))},${r.text("qualifier")}`,
      defaults: { skipDestroy: false },
    },
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
      id: (r) => r.text("functionName") + (r.has("qualifier") ? `:${r.text("qualifier")}` : ""),
      defaults: { maximumRetryAttempts: 2 },
    },
    "aws:lambda/codeSigningConfig:CodeSigningConfig": {
      id: (r) => r.arn("lambda", `code-signing-config:csc-${r.identifiers.hex(17)}`),
      computed: {
        arn: (r) => r.id,
        configId: (r) => `csc-${r.identifiers.hex(17)}`,
        lastModified: () => CREATED,
      },
      tagged: true,
    },
    "aws:lambda/invocation:Invocation": {
      id: (r) => `${nameOf(r.text("functionName"))}_${r.text("qualifier") || "$LATEST"}_${r.identifiers.hex(32)}`,
      defaults: { lifecycleScope: "CREATE_ONLY", qualifier: "$LATEST" },
      computed: { result: () => "null" },
    },
  },
};

/** The moment at which everything synthesised was made: a fixed one, so that the same program gives the same graph. */
const CREATED = "2024-01-01T00:00:00.000+0000";

/** The ARN of a function that is given by name, by ARN (whole, with or without a qualifier) or is this one. */
function functionArn(r: ResourceView, given = r.text("name")): string {
  return parseFunctionArn(given)?.arn ?? r.arn("lambda", `function:${given}`);
}

function nameOf(given: string): string {
  return parseFunctionArn(given)?.name ?? given;
}

function version(r: ResourceView): string {
  return r.value("publish") === true ? "1" : "$LATEST";
}

function urlId(r: ResourceView): string {
  return r.identifiers.lower(32);
}

/** Base64 of the code's SHA-256 digest; of its reference where the engine gives no digest of an archive. */
function codeDigest(r: ResourceView): string {
  const { hash } = r.object("code");
  if (typeof hash === "string" && hash !== "") {
    return Buffer.from(hash, "hex").toString("base64");
  }
  const reference = ["code", "imageUri", "s3Bucket", "s3Key", "s3ObjectVersion"].map((property) => r.value(property));
  return createHash("sha256").update(JSON.stringify(reference)).digest("base64");
}
