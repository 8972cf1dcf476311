/** A defect of the gateway itself, as a line of its log. */
export function gatewayFailure(error: unknown): string {
  return `the gateway failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
