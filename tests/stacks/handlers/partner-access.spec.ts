import assert from "node:assert/strict";
import { handler } from "../../../stacks/handlers/partner-access";

const methodArn = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/live/GET/products";
const ask = (authorizationToken: string): ReturnType<typeof handler> =>
  handler({ type: "TOKEN", authorizationToken, methodArn });

describe("the handler that finds a partner's API key", () => {
  it("hands the bearer token on as the key, for every route of the API", async () => {
    assert.deepEqual(await ask("Bearer abcdefghij0123456789"), {
      principalId: "partner",
      policyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "execute-api:Invoke",
            Resource: "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*",
          },
        ],
      },
      usageIdentifierKey: "abcdefghij0123456789",
    });
  });

  it("says Unauthorized to what is no key", async () => {
    for (const token of ["abcdefghij0123456789", "Bearer short", "Basic abcdefghij0123456789"]) {
      await assert.rejects(ask(token), { message: "Unauthorized" });
    }
  });
});
