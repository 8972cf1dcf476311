import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { lambda, none, RestApi } from "../../../components";
import { importableSchemes } from "../../../components/rest-api/document-security";
import { withModelNames } from "../../../components/rest-api/model-names";
import { deploy } from "../../support/deploy";

/** Documents that others wrote, from a package of examples; more from a folder that the environment names. */
const folders = [packageFolder(), process.env.OPENAPI_DOCUMENTS].filter((folder) => folder !== undefined);
const target = lambda("arn:aws:lambda:eu-west-1:123456789012:function:all");
/** Rightly refused: TRACE, a path with a fragment, one that names a parameter twice. */
const LEFT_OUT = ["callbacks.json", "parameters-extreme.json", "parameters-common.json", "parameters-style.json"];

type Json = Record<string, unknown>;

function packageFolder(): string | undefined {
  try {
    return join(dirname(require.resolve("@readme/oas-examples/package.json")), "3.0", "json");
  } catch {
    return undefined;
  }
}

describe(`public OpenAPI documents${folders.length === 0 ? " (skipped: no @readme/oas-examples)" : ""}`, function () {
  before(function () {
    if (folders.length === 0) {
      this.skip();
    }
  });

  for (const file of folders.flatMap(documentFiles)) {
    it(`go in without loss: ${file.split("/").slice(-3).join("/")}`, async () => {
      const text = readFileSync(file, "utf8");
      const { inputsOf } = await deploy(
        () =>
          new RestApi("all", {
            defaultAuthorizer: none("a test"),
            openapi: { document: text, defaultIntegration: target },
          }),
      );
      const made = JSON.parse(inputsOf("apigateway/restApi:RestApi").body as string) as Json;
      const given = withoutOtherSchemes(withModelNames(JSON.parse(text) as Json));
      assert.deepEqual(lost(given, made, ""), []);
    });
  }
});

/** API Gateway warns of security schemes that are no API keys, and the import fails on warnings. */
function withoutOtherSchemes(document: Json): Json {
  const components = document.components as Json | undefined;
  return components === undefined
    ? document
    : { ...document, components: { ...components, securitySchemes: importableSchemes(components.securitySchemes) } };
}

function documentFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json") && !LEFT_OUT.includes(file))
    .map((file) => join(folder, file));
}

/** The pointers of all that a document has and the body has not, or has otherwise; who may call is the program's to say. */
function lost(given: unknown, made: unknown, pointer: string): string[] {
  if (Array.isArray(given)) {
    return given.flatMap((item, index) =>
      lost(item, Array.isArray(made) ? made[index] : undefined, `${pointer}/${index}`),
    );
  }
  if (typeof given !== "object" || given === null) {
    return Object.is(given, made) ? [] : [pointer];
  }
  return Object.entries(given).flatMap(([key, value]) =>
    key === "security" ? [] : lost(value, (made as Json | undefined)?.[key], `${pointer}/${key}`),
  );
}
