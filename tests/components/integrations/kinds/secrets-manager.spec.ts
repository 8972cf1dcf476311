import assert from "node:assert/strict";
import { secretsManager } from "../../../../components";
import { secretsManagerStandIn } from "../../../../gateway/server/aws-services/stand-ins/secrets-manager";
import { node } from "../../../support/http-program";
import { describeKind } from "../describe-kind";
import { KEY, REFUSALS, REST_CALL, ROLE } from "../kind-parts";
import { answerTo } from "../stand-in-answer";

const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/license-AbCdEf";
const VALUE = '{"key":"it\'s \\"4711-0815\\""}';

const secret = node("aws:secretsmanager/secret:Secret", "license", { name: "shop/license" }, { arn: SECRET });
const version = (more: Record<string, string | string[]>): ReturnType<typeof node> =>
  node("aws:secretsmanager/secretVersion:SecretVersion", "license-value", { secretId: SECRET, ...more });
const current = version({ secretString: VALUE, versionId: "11111111-1111-1111-1111-111111111111" });

const text = `#set($text = $input.path('$.SecretString'))`;
const escaped = `"$util.escapeJavaScript($text).replaceAll("\\\\'","'")"`;

describeKind("secretsManager", {
  spec: () => secretsManager(SECRET, { encryptionKeyArn: KEY }),
  unknown: (arn) => secretsManager(arn),
  route: "GET /things/{id}",
  empty: ["integration.targetArn: pass the secret itself"],
  rest: {
    ...REST_CALL,
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:secretsmanager:action/GetSecretValue",
    credentials: ROLE("license-AbCdEf"),
    requestParameters: {
      "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
      "integration.request.header.X-Amz-Target": "'secretsmanager.GetSecretValue'",
    },
    requestTemplates: { "application/json": `{"SecretId":"${SECRET}"}` },
    responses: {
      default: {
        statusCode: "200",
        responseParameters: { "method.response.header.Cache-Control": "'no-store'" },
        responseTemplates: {
          "application/json": `{"versionId":"$input.path('$.VersionId')",${text}#if($text && $text != "")"secretString":${escaped}#else"secretBinary":"$input.path('$.SecretBinary')"#end}`,
        },
      },
      ...REFUSALS,
    },
  },
  policy: [
    { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: SECRET },
    { Effect: "Allow", Action: "kms:Decrypt", Resource: KEY },
  ],
  roles: [
    [
      secretsManager(SECRET, { encryptionKeyArn: KEY }),
      ["secretsmanager:GetSecretValue", SECRET],
      ["kms:Decrypt", KEY],
    ],
  ],
  local: { nodes: [secret, current] },
  hidden: "4711-0815",
  answers: {
    REST: {
      status: 200,
      body: `{"versionId":"11111111-1111-1111-1111-111111111111","secretString":${JSON.stringify(VALUE)}}`,
      headers: { "cache-control": "no-store", "content-type": "application/json" },
      inbox: {
        service: "secretsmanager",
        operation: "GetSecretValue",
        target: "secret:shop/license-AbCdEf",
        parameters: { SecretId: SECRET },
      },
    },
  },
  refusals: [
    {
      name: "a version that the secret does not have",
      spec: secretsManager(SECRET, { versionStage: "AWSPREVIOUS" }),
      status: 400,
      body: '{"message":"Bad Request"}',
      log: /GetSecretValue refused, Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS$/,
    },
    {
      name: "a secret that is not of this program",
      spec: secretsManager(`${SECRET.slice(0, -6)}GhIjKl`),
      status: 400,
      body: '{"message":"Bad Request"}',
      log: /GetSecretValue refused, Secrets Manager can't find the specified secret\.$/,
    },
  ],
});

// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
describe("the stand-in of Secrets Manager", () => {
  const get = (parameters: Record<string, string>, nodes = [secret, current]): Promise<unknown> =>
    answerTo(secretsManagerStandIn, "GetSecretValue", parameters, nodes);
  const refused = (message: RegExp, code = "ResourceNotFoundException"): object => {
    return { name: "ServiceError", code, status: 400, message };
  };

  it("answers by name, by ARN, and by an ARN without its last characters", async () => {
    for (const SecretId of ["shop/license", SECRET, SECRET.slice(0, -7)]) {
      const { CreatedDate, ...answer } = (await get({ SecretId })) as Record<string, unknown>;
      assert.equal(typeof CreatedDate, "number");
      assert.deepEqual(answer, {
        ARN: SECRET,
        Name: "shop/license",
        SecretString: VALUE,
        VersionId: "11111111-1111-1111-1111-111111111111",
        VersionStages: ["AWSCURRENT"],
      });
    }
  });

  it("answers with the newest version of a staging label, or with the version of an id", async () => {
    const pending = version({ secretBinary: "eA==", versionId: "2", versionStages: ["AWSPENDING"] });
    const nodes = [secret, version({ secretString: "old", versionId: "0" }), current, pending];
    const valueOf = async (more: Record<string, string>): Promise<unknown[]> => {
      const { SecretString, SecretBinary } = (await get({ SecretId: SECRET, ...more }, nodes)) as Record<
        string,
        unknown
      >;
      return [SecretString, SecretBinary];
    };
    assert.deepEqual(await valueOf({}), [VALUE, undefined]);
    assert.deepEqual(await valueOf({ VersionStage: "AWSPENDING" }), [undefined, "eA=="]);
    assert.deepEqual(await valueOf({ VersionId: "0" }), ["old", undefined]);
    await assert.rejects(
      valueOf({ VersionId: "0", VersionStage: "AWSPENDING" }),
      refused(
        /^You provided a VersionStage that is not associated to the provided VersionId\.$/,
        "InvalidRequestException",
      ),
    );
  });

  it("refuses a secret without a version, and one whose value only AWS knows", async () => {
    const missing = refused(/can't find the specified secret value for staging label: AWSCURRENT$/);
    await assert.rejects(get({ SecretId: SECRET }, [secret]), missing);
    await assert.rejects(get({ SecretId: SECRET }, [secret, version({})]), missing);
    await assert.rejects(get({}), refused(/SecretId/, "InvalidParameterException"));
  });
});
