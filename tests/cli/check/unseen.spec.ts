import assert from "node:assert/strict";
import { jsonReport } from "../../../cli/check/format/json";
import { markdownReport } from "../../../cli/check/format/markdown";
import { sarifReport } from "../../../cli/check/format/sarif";
import { textReport } from "../../../cli/check/format/text";
import { unseenApis } from "../../../cli/check/unseen";
import { node } from "../../support/http-program";
import { graph, stackResult } from "../../support/stack-results";

describe("an API in a component that a plugin builds", () => {
  const component = node("aws-apigateway:index:RestAPI", "shop", {});
  const unseen = stackResult({ graph: graph({ resources: [component] }) });

  it("is not seen, unless the graph has the component's resources", () => {
    assert.deepEqual(unseenApis(unseen.graph), ["shop"]);
    const child = { ...node("aws:apigateway/restApi:RestApi", "shop", {}), parent: component.urn };
    assert.deepEqual(unseenApis(graph({ resources: [component, child] })), []);
  });

  it("may be in a component of any package, unless it is allowed by its name or type", () => {
    const remote = { ...node("acme:index:Shop", "front", {}), custom: false, remote: true as const };
    const network = { ...node("awsx:ec2:Vpc", "net", {}), custom: false, remote: true as const };
    const local = { ...node("acme:index:Local", "local", {}), custom: false };
    // https://www.pulumi.com/registry/packages/synced-folder/: it keeps a bucket as a folder is
    const folder = { ...node("synced-folder:index:S3BucketFolder", "site", {}), custom: false, remote: true as const };
    const resources = [remote, network, folder, local];
    assert.deepEqual(unseenApis(graph({ resources })), ["front"]);
    assert.deepEqual(unseenApis(graph({ resources }), ["front"]), []);
    assert.deepEqual(unseenApis(graph({ resources }), ["acme:index:Shop"]), []);
  });

  it("is named by the reports", () => {
    const text =
      "Not checked: the API of shop in prod. Its plugin builds the resources, which are unknown here: check what `pulumi preview --json` writes with --preview, or allow a component that has no API with --allow-unseen NAME.";
    assert.ok(textReport([unseen]).startsWith(`${text}\n`), textReport([unseen]));
    assert.match(markdownReport([unseen], new Map()), /API Gateway check: ⚠️ not everything was checked/);
    const log = JSON.parse(sarifReport([unseen])) as { runs: { invocations: unknown[] }[] };
    assert.deepEqual(log.runs[0]?.invocations, [
      { executionSuccessful: true, toolExecutionNotifications: [{ level: "warning", message: { text } }] },
    ]);
    const report = JSON.parse(jsonReport([unseen])) as { stacks: { unseen?: string[] }[] };
    assert.deepEqual(report.stacks[0]?.unseen, ["shop"]);
  });
});
