/** The ARN of the role that the API makes for the integration with this label. */
export const ROLE = (label: string): string => `arn:aws:iam::123456789012:role/api-${label}-role`;

/** The answers for a service's refusals and failures on a REST API. */
export const REFUSALS = {
  "4\\d{2}": { statusCode: "400", responseTemplates: { "application/json": '{"message":"Bad Request"}' } },
  "5\\d{2}": { statusCode: "502", responseTemplates: { "application/json": '{"message":"Bad Gateway"}' } },
};
