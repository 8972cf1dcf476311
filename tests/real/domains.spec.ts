import assert from "node:assert/strict";
import { join } from "node:path";
import { generate } from "selfsigned";
import { changes, type RealEngine, whyNoEngine, withEngine } from "./engine";

const DOMAINS = join(__dirname, "fixtures", "domains");
const COMPONENT = "gatewright:index:CustomDomain$aws:";
const skipped = whyNoEngine();

/** The operations other than "same", by the name of the resource in the order in which they started. */
function operations(steps: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(changes(steps)).map(([key, step]) => [key.replace(/^.*aws:/, ""), step]));
}

/** The position of each deleted resource, by type and name. */
async function destroyed(engine: RealEngine): Promise<string[]> {
  return Object.keys((await engine.destroy()).steps).map((urn) => urn.split("::").at(-1) ?? "");
}

describe(`a CustomDomain on the real engine${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(240_000);
  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
  });

  it("changes its certificate, gets a mapping and goes again, and touches nothing else on the way", async () => {
    await withEngine(DOMAINS, { stage: "dev" }, async (engine) => {
      await engine.up();
      assert.deepEqual(operations((await engine.up()).steps), {}, "nothing changed");

      await engine.setConfig("domains:second", "true");
      assert.deepEqual(operations((await engine.up()).steps), {
        "apigatewayv2/apiMapping:ApiMapping domain-next-mapping": "create",
      });
      assert.deepEqual((await engine.outputs()).urls, {
        "": "https://api.example.com",
        next: "https://api.example.com/next",
      });

      await engine.setConfig("domains:alternativeName", "www.example.com");
      assert.deepEqual(operations((await engine.up()).steps), {
        "acm/certificate:Certificate domain-certificate": "delete-replaced",
        "acm/certificateValidation:CertificateValidation domain-certificate-validation": "delete-replaced",
        "apigatewayv2/domainName:DomainName domain": "update",
        "route53/record:Record domain-validation-www.example.com": "create",
      });

      await engine.setConfig("domains:alternativeName", "");
      const arn = "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d-0000-4000-8000-000000000000";
      await engine.setConfig("domains:certificateArn", arn);
      assert.deepEqual(operations((await engine.up()).steps), {
        "acm/certificate:Certificate domain-certificate": "delete",
        "acm/certificateValidation:CertificateValidation domain-certificate-validation": "delete",
        "apigatewayv2/domainName:DomainName domain": "update",
        "route53/record:Record domain-validation-api.example.com": "delete",
        "route53/record:Record domain-validation-www.example.com": "delete",
      });

      const order = await destroyed(engine);
      const place = (name: string): number => order.indexOf(name);
      for (const [first, later] of [
        ["domain-next-mapping", "shop-next-stage"],
        ["domain-mapping", "shop-live-stage"],
        ["domain-mapping", "domain"],
        ["domain-alias-a", "domain"],
        ["shop-live-stage", "shop"],
      ] as const) {
        assert.ok(
          place(first) >= 0 && place(first) < place(later),
          `${first} goes before ${later}: ${order.join(", ")}`,
        );
      }
      assert.deepEqual(await engine.export(), []);
    });
  });

  it("pins the next version of its truststore when the text changes, and touches nothing else", async () => {
    const [first = "", second = ""] = await Promise.all(["One", "Two"].map(encodedCertificate));
    await withEngine(DOMAINS, { stage: "dev", config: { "domains:truststore": first } }, async (engine) => {
      await engine.up();
      const before = await pinnedVersion(engine);
      await engine.setConfig("domains:truststore", second);
      assert.deepEqual(operations((await engine.up()).steps), {
        "s3/bucketObjectv2:BucketObjectv2 domain-truststore-pem": "update",
        "apigatewayv2/domainName:DomainName domain": "update",
      });
      const after = await pinnedVersion(engine);
      assert.match(after, /^[A-Za-z0-9]{32}$/);
      assert.notEqual(after, before);
      await engine.destroy();
      assert.deepEqual(await engine.export(), []);
    });
  });
});

async function encodedCertificate(commonName: string): Promise<string> {
  const { cert } = await generate([{ name: "commonName", value: commonName }], { keySize: 2048 });
  return Buffer.from(cert).toString("base64");
}

async function pinnedVersion(engine: RealEngine): Promise<string> {
  const domain = (await engine.export()).find(({ urn }) =>
    urn.includes(`${COMPONENT}apigatewayv2/domainName:DomainName`),
  );
  const mutualTls = domain?.outputs?.mutualTlsAuthentication as { truststoreVersion?: string } | undefined;
  return mutualTls?.truststoreVersion ?? assert.fail("no version is pinned");
}
