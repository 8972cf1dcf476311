import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { HttpApi, lambda, none, type HttpApiArgs } from "../../../components";
import { deploy, valueOf } from "../../support/deploy";

const target = lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders");
const routes = { "GET /": target, "GET /a/{id}/x": target, "GET /files/{path+}": target, $default: target };
type Args = Partial<HttpApiArgs<keyof typeof routes>>;

async function shop(args: Args = {}): Promise<HttpApi<keyof typeof routes>> {
  return (await deploy(() => new HttpApi("shop", { defaultAuthorizer: none("a test"), routes, ...args }))).value;
}

describe("the URLs of an HttpApi", () => {
  it("fill in path parameters and encode them", async () => {
    const api = await shop({ stage: "v1" });
    const base = "https://shop-id.execute-api.eu-west-1.amazonaws.com/v1";
    assert.equal(await valueOf(api.urlFor("GET /")), `${base}/`);
    assert.equal(await valueOf(api.urlFor("GET /a/{id}/x", { id: "a/b c" })), `${base}/a/a%2Fb%20c/x`);
    assert.equal(await valueOf(api.urlFor("GET /files/{path+}", { path: "a/b c" })), `${base}/files/a/b%20c`);
    assert.equal(await valueOf(api.urlFor("$default")), base);
  });

  it("follow the public address and its path", async () => {
    const api = await shop({ publicAddress: { domainName: "api.example.com", path: "/v1/" } });
    assert.equal(await valueOf(api.url), "https://api.example.com/v1");
    assert.equal(await valueOf(api.urlFor("GET /")), "https://api.example.com/v1/");
    const root = await shop({ publicAddress: { domainName: "api.example.com" } });
    assert.equal(await valueOf(root.url), "https://api.example.com");
  });

  it("are refused for a route that is not there and a parameter that is missing", async () => {
    const api = await shop();
    const key: string = "GET /b";
    assert.throws(
      () => api.urlFor(key as "GET /"),
      /urlFor: got "GET \/b", expected one of "GET \/", "GET \/a\/\{id\}\/x"/,
    );
    const parameters: Record<string, string> = {};
    assert.throws(
      () => api.urlFor("GET /a/{id}/x", parameters),
      /urlFor\("GET \/a\/\{id\}\/x"\): expected a value for \{id\}\. Fix: pass \{ id: \.\.\. \}/,
    );
  });

  it("warn where nobody can call them", async () => {
    const { warnings } = await deploy(
      () => new HttpApi("shop", { defaultAuthorizer: none("a test"), routes, disableExecuteApiEndpoint: true }),
    );
    assert.deepEqual(warnings, [
      'warning: [runtime] HttpApi "shop": disableExecuteApiEndpoint is on and there is no publicAddress: nobody can call `url`.',
    ]);
  });

  it("have parameters that every object has by birth", async () => {
    const routes = { "GET /{constructor}/{__proto__}": target };
    const { value: api } = await deploy(() => new HttpApi("shop", { defaultAuthorizer: none("a test"), routes }));
    const key: string = "GET /{constructor}/{__proto__}";
    const urlFor = (values: [string, string][]): pulumi.Output<string> => {
      return (api as HttpApi).urlFor(key, Object.fromEntries(values));
    };
    assert.throws(() => urlFor([]), /expected a value for \{constructor\}\. [^]*expected a value for \{__proto__\}\./);
    const url = urlFor([
      ["constructor", "a"],
      ["__proto__", "b"],
    ]);
    assert.equal(await valueOf(url), "https://shop-id.execute-api.eu-west-1.amazonaws.com/a/b");
  });
});
