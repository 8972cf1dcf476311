import assert from "node:assert/strict";
import { existsSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Inbox } from "../../../../gateway/server/aws-services/inbox";
import { writeUsage } from "../../../../gateway/server/rest-api/usage-state";
import { makeStateDirectory } from "../../../../gateway/server/shared/state-directory";

describe("the folder of the state", () => {
  let parent: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "gatewright-state-"));
  });
  afterEach(() => {
    rmSync(parent, { recursive: true, force: true });
  });

  it("is made where it is missing, and left alone where it is there", () => {
    const folder = join(parent, ".gatewright");
    makeStateDirectory(folder);
    writeFileSync(join(folder, "kept"), "");
    makeStateDirectory(folder);
    assert.ok(existsSync(join(folder, "kept")));
  });

  it("is refused where a file has its name", () => {
    writeFileSync(join(parent, ".gatewright"), "");
    assert.throws(() => makeStateDirectory(join(parent, ".gatewright")), { code: "EEXIST" });
    assert.ok(statSync(join(parent, ".gatewright")).isFile());
  });

  it("does not make a project that was moved away anew in its old place", async () => {
    const project = join(parent, "project");
    makeStateDirectory(project);
    renameSync(project, join(parent, "moved"));
    const folder = join(project, ".gatewright");
    assert.throws(() => writeUsage(folder, { version: 1, plans: {} }), { code: "ENOENT" });
    const inbox = new Inbox(folder);
    inbox.add({
      time: "2026-11-30T00:00:00.000Z",
      service: "sqs",
      operation: "SendMessage",
      target: "orders",
      route: "POST /orders",
      parameters: {},
      status: 200,
    });
    await inbox.close();
    assert.equal(existsSync(project), false);
  });
});
