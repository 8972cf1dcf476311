import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ec2Backend, EcsBackend, VpcLink } from "../../../components";
import { integrationKinds } from "../../../components/integrations/kinds";
import { BACKENDS, PAGE, policyRows, withTables } from "../../../scripts/generate/integration-kinds";
import { deploy } from "../../support/deploy";

describe("the tables of docs/integrations.md", () => {
  const page = readFileSync(PAGE, "utf8");

  it("are those that the code makes: run npm run generate", async () => {
    assert.equal(page, await withTables(page));
  });

  it("are stale as soon as the code says another thing", async () => {
    const stale = page.replace("`sqs:SendMessage`, `sqs:ReceiveMessage`", "`sqs:SendMessage`");
    assert.notEqual(stale, page);
    assert.equal(await withTables(stale), page);
  });

  it("have a row for every kind of integration, and for ECS and EC2", () => {
    const rows = [...page.matchAll(/^\| `(\w+)`( in Cloud Map)? +\| (?:yes|no)/gm)].map(
      ([, name = "", more = ""]) => name + more,
    );
    assert.deepEqual(rows, [...Object.keys(integrationKinds), ...Object.keys(BACKENDS)]);
  });

  it("have a policy for every action of every kind", async () => {
    const told = new Set((await policyRows()).map(({ kind, action }) => `${kind} ${action}`));
    const all = Object.entries(integrationKinds).flatMap(([kind, { role }]) => {
      return (role?.iamActions ?? []).map((action) => `${kind} ${action.split(":")[1] ?? ""}`);
    });
    assert.deepEqual([...told], all);
  });

  const network = { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] };
  const place = { ...network, port: 8080 };
  const backends: Record<keyof typeof BACKENDS, (vpcLink: VpcLink) => unknown> = {
    ecsService: (vpcLink) => new EcsBackend("it", { ...place, vpcLink }),
    "ecsService in Cloud Map": (vpcLink) => new EcsBackend("it", { ...place, vpcLink, namespaceId: "ns-1" }),
    ec2: (vpcLink) => new Ec2Backend("it", { ...place, vpcLink, instanceIds: { one: "i-1" } }),
    "ec2 in Cloud Map": (vpcLink) =>
      new Ec2Backend("it", { ...place, vpcLink, namespaceId: "ns-1", instanceAddresses: { one: "10.0.0.7" } }),
  };
  for (const [name, make] of Object.entries(backends)) {
    it(`name all that ${name} makes`, async () => {
      const { resources } = await deploy(() => make(new VpcLink("link", network)));
      const own = resources.filter((resource) => !["link", "link-security-group"].includes(resource.name));
      assert.deepEqual(
        own.map(({ type }) => type.split(":").at(-1)).sort(),
        [...(BACKENDS[name]?.resources ?? [])].sort(),
      );
    });
  }
});
