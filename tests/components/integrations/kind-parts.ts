/** The body of the suite's requests: quotes of both kinds, which templates must escape. */
export const BODY = '{"item":"it\'s \\"tea\\""}';

/** The body as a JSON string, as mapping templates write it. */
export const ESCAPED_BODY = `"$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'","'")"`;

/** A KMS key. */
export const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** The ARN of the role that the API makes for the integration with this label. */
export const ROLE = (label: string): string => `arn:aws:iam::123456789012:role/api-${label}-role`;

/** The inputs that every first-class integration of an HTTP API has. */
export const FIRST_CLASS_INPUTS = {
  connectionType: "INTERNET",
  integrationType: "AWS_PROXY",
  payloadFormatVersion: "1.0",
  timeoutMilliseconds: 30000,
};

/** The members that every call of a service by a REST API has. */
export const REST_CALL = { type: "aws", passthroughBehavior: "never", timeoutInMillis: 29000 };

/** The answers for a service's refusals and failures on a REST API. */
export const REFUSALS = {
  "4\\d{2}": { statusCode: "400", responseTemplates: { "application/json": '{"message":"Bad Request"}' } },
  "5\\d{2}": { statusCode: "502", responseTemplates: { "application/json": '{"message":"Bad Gateway"}' } },
};

/** A function with the ARN by which API Gateway invokes it, and the permission for that. */
export const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:things";
export const INVOKE = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
export const INVOKE_PERMISSION = {
  action: "lambda:InvokeFunction",
  principal: "apigateway.amazonaws.com",
  function: FUNCTION,
};

/** The inputs that every private integration of an HTTP API has. */
export const PRIVATE_INPUTS = {
  connectionId: "abc123",
  connectionType: "VPC_LINK",
  integrationMethod: "ANY",
  integrationType: "HTTP_PROXY",
  payloadFormatVersion: "1.0",
  timeoutMilliseconds: 30000,
};
