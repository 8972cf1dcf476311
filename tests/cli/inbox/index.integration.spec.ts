import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { STAND_IN_SERVICES } from "../../../gateway/server";
import { runCommand } from "../../support/command";

const sent = {
  time: "2026-01-01T12:00:00.000Z",
  service: "sqs",
  operation: "SendMessage",
  target: "jobs",
  route: "POST /jobs",
  parameters: { MessageBody: "sweep", DelaySeconds: 5 },
  status: 200,
};
const put = { ...sent, service: "events", operation: "PutEvents", target: "event-bus/shop" };

describe("gatewright inbox", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "gatewright-inbox-"));
    writeFileSync(join(directory, "Pulumi.yaml"), "name: inbox\nruntime: nodejs\n");
    mkdirSync(join(directory, ".gatewright"));
    // a kill can cut the last line off
    const lines = [JSON.stringify(sent), JSON.stringify(put), '{"time":'];
    writeFileSync(join(directory, ".gatewright", "inbox.jsonl"), lines.join("\n"));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it("shows every call with its parameters, oldest first", async () => {
    const { stdout, status } = await runCommand(["inbox", directory]);
    assert.equal(status, 0);
    assert.deepEqual(stdout.split("\n"), [
      "2026-01-01T12:00:00.000Z  sqs SendMessage on jobs, 200 (POST /jobs)",
      "  MessageBody: sweep",
      "  DelaySeconds: 5",
      "2026-01-01T12:00:00.000Z  events PutEvents on event-bus/shop, 200 (POST /jobs)",
      "  MessageBody: sweep",
      "  DelaySeconds: 5",
      "",
    ]);
  });

  it("shows one service, as JSON", async () => {
    const { stdout } = await runCommand(["inbox", directory, "--service", "events", "--json"]);
    assert.deepEqual(JSON.parse(stdout), put);
  });

  it("reports that there is nothing, and forgets what was there", async () => {
    assert.equal(
      (await runCommand(["inbox", directory, "--service", "s3", "--clear"])).stdout,
      "The stand-ins of s3 have received nothing yet.\n",
    );
    assert.equal(existsSync(join(directory, ".gatewright", "inbox.jsonl")), false);
  });

  it("shows the project's inbox in a folder below it", async () => {
    mkdirSync(join(directory, "src"));
    const { stdout } = await runCommand(["inbox", "--service", "sqs", "--json"], join(directory, "src"));
    assert.deepEqual(JSON.parse(stdout), sent);
  });

  it("names the services that there are where it is asked for another", async () => {
    const { status, stdout, stderr } = await runCommand(["inbox", directory, "--service", "nope"]);
    assert.deepEqual([status, stdout], [2, ""]);
    const choices = STAND_IN_SERVICES.join(", ");
    assert.ok(stderr.includes(`argument 'nope' is invalid. Allowed choices are ${choices}.`), stderr);
  });

  it("knows every service that has a stand-in", () => {
    const standIns = readdirSync(join(__dirname, "../../../gateway/server/aws-services/stand-ins"));
    assert.equal(STAND_IN_SERVICES.length, standIns.filter((name) => name !== "index.ts").length);
    const known = ["appconfig", "dynamodb", "events", "kinesis", "s3", "sns", "sqs", "states"];
    assert.deepEqual(
      known.filter((service) => !STAND_IN_SERVICES.includes(service)),
      [],
    );
    assert.deepEqual(STAND_IN_SERVICES, [...STAND_IN_SERVICES].sort());
  });

  it("refuses a folder that is not there, and one outside of every project", async () => {
    const nope = await runCommand(["inbox", "nope"], directory);
    assert.deepEqual(
      [nope.status, nope.stderr],
      [2, 'gatewright: The folder "nope" does not exist: specify the folder of a Pulumi project.\n'],
    );
    const outside = await runCommand(["inbox"], tmpdir());
    assert.equal(outside.status, 2);
    assert.match(outside.stderr, /^gatewright: No Pulumi\.yaml in /);
  });
});
