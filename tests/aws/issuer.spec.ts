import assert from "node:assert/strict";
import { cognitoIssuer, issuerDifference, issuerFormProblem } from "../../aws/issuer";

const ISSUER = "https://login.example.com/tenant";
const cognito = (host: string, pool: string) => `https://cognito-idp.${host}.amazonaws.com/${pool}`;

describe("issuerDifference", () => {
  it("finds none between equal issuers", () => {
    assert.equal(issuerDifference(ISSUER, ISSUER), undefined);
  });

  const cases: [string, string, string, number][] = [
    ["trailing slash", ISSUER, `${ISSUER}/`, 33],
    ["scheme", ISSUER, ISSUER.replace("https", "http"), 5],
    ["case", ISSUER, ISSUER.replace("tenant", "Tenant"), 27],
    ["white space", ISSUER, `${ISSUER} `, 33],
    ["Cognito region", cognito("eu-west-1", "eu-west-1_a"), cognito("us-east-1", "us-east-1_a"), 21],
    ["Cognito user pool", cognito("eu-west-1", "eu-west-1_a"), cognito("eu-west-1", "eu-west-1_b"), 55],
    ["other", ISSUER, "https://login.example.org/tenant", 23],
  ];
  for (const [kind, wanted, seen, position] of cases) {
    it(`names a difference of the kind "${kind}" and the character where it starts`, () => {
      const difference = issuerDifference(wanted, seen);
      assert.equal(difference?.kind, kind);
      assert.equal(difference.position, position);
    });
  }

  it("shows the characters that differ, and the end of the shorter one", () => {
    assert.equal(
      issuerDifference(ISSUER, `${ISSUER}/`)?.text,
      'one ends with a slash, the other does not; the first difference is at character 33: the end against "/"',
    );
  });
});

describe("issuerFormProblem", () => {
  it("takes an https URL, and a Cognito pool of its own region", () => {
    assert.equal(issuerFormProblem(ISSUER), undefined);
    assert.equal(issuerFormProblem(cognito("eu-west-1", "eu-west-1_AbC")), undefined);
  });

  it("refuses what is no URL, what is not https, and a pool of another region, with the fix", () => {
    assert.match(issuerFormProblem("login.example.com")?.text ?? "", /not a URL/);
    assert.equal(issuerFormProblem("http://a.example")?.fix, 'Set the issuer to "https://a.example".');
    assert.equal(
      issuerFormProblem(cognito("eu-west-1", "us-east-1_AbC"))?.fix,
      `Set the issuer to "${cognito("us-east-1", "us-east-1_AbC")}".`,
    );
  });
});

describe("cognitoIssuer", () => {
  it("reads region and pool, with a trailing slash too, and nothing else", () => {
    const read = { region: "eu-west-1", poolId: "eu-west-1_AbC", poolRegion: "eu-west-1" };
    assert.deepEqual(cognitoIssuer(`${cognito("eu-west-1", "eu-west-1_AbC")}/`), read);
    assert.equal(cognitoIssuer(ISSUER), undefined);
  });
});
