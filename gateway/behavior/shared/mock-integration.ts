/**
 * The status that a MOCK integration's rendered request template names.
 * Such templates are often lenient JSON, such as `{statusCode: 200}`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function mockStatusCode(rendered: string): number | undefined {
  const status = /["']?statusCode["']?\s*:\s*["']?(\d{3})["']?/.exec(rendered)?.[1];
  return status === undefined ? undefined : Number(status);
}
