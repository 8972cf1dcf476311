/** Packages that only some commands need, which a user who imports the components alone does not have. */
const optionalPeers: Record<string, string> = {
  "@aws-sdk/client-acm": "reads certificates; or say --no-aws",
  "@aws-sdk/client-api-gateway": "reads REST APIs; or say --no-aws",
  "@aws-sdk/client-apigatewayv2": "reads HTTP APIs, WebSocket APIs and domain names; or say --no-aws",
  "@aws-sdk/client-cloudwatch-logs": "reads logs; or say --no-aws",
  "@aws-sdk/client-lambda": "reads functions; or say --no-aws",
  "@aws-sdk/client-route-53": "reads DNS records; or say --no-aws",
  "@pulumi/policy": "runs policy packs",
  ajv: "validates requests and policy configs",
  chokidar: "watches the program",
  dynalite: "answers as DynamoDB",
  jose: "verifies and mints tokens",
  "jsonpath-plus": "evaluates the JSONPath of mapping templates",
  selfsigned: "makes local certificates",
  velocityjs: "runs mapping templates",
  ws: "serves WebSocket APIs",
};

/** What the terminal shows of an error: its message alone, and its stack where the user asked for it. */
export function problemText(error: unknown, trace: boolean): string {
  if (!(error instanceof Error)) {
    return `gatewright: ${String(error)}`;
  }
  const text = missingPeer(error) ?? error.message;
  return trace && error.stack !== undefined ? `gatewright: ${text}\n${error.stack}` : `gatewright: ${text}`;
}

function missingPeer(error: Error): string | undefined {
  const name = /Cannot find (?:module|package) '([^']+)'/.exec(error.message)?.[1];
  const purpose = name === undefined ? undefined : optionalPeers[name];
  return (
    purpose &&
    `this command needs the package "${name}" (${purpose}), which is not installed: npm install --save-dev ${name}`
  );
}
