import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packed, textsIn, unpacked } from "../../plugin/descriptions";

const DECLARATIONS = `
/**
 * A limit on requests.
 * https://docs.aws.amazon.com/throttling.html
 *
 * @example { rateLimit: 100 }
 */
export interface ThrottleArgs {
    /**
     * Requests per second in
     * the long run. @default 1000 for a stage
     * @example 100
     */
    rateLimit?: number;
}
`;

describe("the descriptions of the schema in the package", () => {
  let folder: string;
  let texts: string[];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "gatewright-texts-"));
    writeFileSync(join(folder, "throttle.d.ts"), DECLARATIONS);
    texts = textsIn(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("are read from the comments of the declarations", () => {
    assert.deepEqual(texts, [
      "A limit on requests.",
      "A limit on requests. See https://docs.aws.amazon.com/throttling.html",
      "Requests per second in the long run.",
      "Requests per second in the long run. Default: 1000 for a stage.",
    ]);
  });

  it("are numbers where they start as a comment does, and themselves otherwise", () => {
    const schema = {
      description: "Of no comment.",
      properties: {
        description: { description: "A limit on requests. See https://docs.aws.amazon.com/throttling.html" },
        rateLimit: { description: "Requests per second in the long run. Default: 1000 for a stage. All kinds." },
        other: { description: "A limit on requests." },
      },
    };
    const small = packed(schema, texts);
    assert.equal(
      small,
      '{"description":"Of no comment.","properties":{"description":{"description":1},' +
        '"rateLimit":{"description":[2," All kinds."]},"other":{"description":-3}}}',
    );
    assert.deepEqual(unpacked(small, texts), schema);
  });
});
