import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AWS_CALLS, CHECKS } from "../../doctor";

const page = readFileSync(join(__dirname, "..", "..", "docs", "doctor.md"), "utf8");

interface Policy {
  Statement: { Effect: string; Action: string | string[] }[];
}

describe("docs/doctor.md", () => {
  it("lists every check with the page that states its fact", () => {
    const missing = Object.entries(CHECKS).filter(
      ([name, { title, docs }]) => !page.includes(`\`${name}\``) || !page.includes(`[${title}](${docs})`),
    );
    assert.deepEqual(missing, []);
  });

  it("has a policy that allows exactly the calls that doctor makes", () => {
    const policy = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? "") as Policy;
    const allowed = policy.Statement.flatMap(({ Effect, Action }) => (Effect === "Allow" ? Action : []));
    assert.deepEqual(allowed.sort(), Object.keys(AWS_CALLS).sort());
  });

  it("allows reading alone", () => {
    for (const action of Object.keys(AWS_CALLS)) {
      assert.match(action, /^[a-z0-9]+:(GET|Get|List|Describe|Filter)/);
    }
  });
});
