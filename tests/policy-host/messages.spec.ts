import assert from "node:assert/strict";
import { exemptedMessage, findingMessage, readMessage, undecidedMessage } from "../../policy-host/messages";

describe("a message of the pack", () => {
  it("carries a finding and its fix", () => {
    const message = findingMessage("The certificate is in us-east-1.", "Request it in eu-west-1.");
    assert.equal(message, "The certificate is in us-east-1.\nFix: Request it in eu-west-1.");
    const read = { kind: "finding", finding: "The certificate is in us-east-1.", fix: "Request it in eu-west-1." };
    assert.deepEqual(readMessage(message), read);
  });

  it("carries an exempted finding, which has no fix", () => {
    const message = exemptedMessage("$connect is open to anybody.", "a public chat.");
    assert.equal(message, "exempted: $connect is open to anybody. Exempted: a public chat.");
    assert.deepEqual(readMessage(message), { kind: "exempted", finding: message });
  });

  it("carries the reason why a rule could not decide", () => {
    const message = undecidedMessage("shop: certificateArn is not known before the deployment.");
    assert.equal(message, "undecided: shop: certificateArn is not known before the deployment.");
    assert.deepEqual(readMessage(message), {
      kind: "undecided",
      reason: "shop: certificateArn is not known before the deployment.",
    });
  });

  it("is a finding without a fix where another pack wrote it", () => {
    assert.deepEqual(readMessage("The bucket is public."), { kind: "finding", finding: "The bucket is public." });
  });
});
