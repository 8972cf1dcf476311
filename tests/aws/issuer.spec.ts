import assert from "node:assert/strict";
import { cognitoIssuer, cognitoIssuerUrl, issuerDifference, issuerFlaw } from "../../aws/issuer";

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

describe("issuerFlaw", () => {
  it("accepts an https URL, and a Cognito pool of its own region", () => {
    assert.equal(issuerFlaw(ISSUER), undefined);
    assert.equal(issuerFlaw("https://tenant.eu.auth0.com/"), undefined);
    assert.equal(issuerFlaw("https://login.microsoftonline.com/72f988bf/v2.0"), undefined);
    assert.equal(issuerFlaw("https://sts.windows.net/72f988bf/"), undefined);
    assert.equal(issuerFlaw("https://accounts.google.com"), undefined);
    assert.equal(issuerFlaw("https://shop.okta.com"), undefined);
    assert.equal(issuerFlaw(cognito("eu-west-1", "eu-west-1_AbC")), undefined);
  });

  const cases: [kind: string, issuer: string, exact: string | undefined][] = [
    ["white space", `${ISSUER} `, ISSUER],
    ["URL", "login.example.com", "https://login.example.com"],
    ["URL", "ftp://login.example.com", "https://login.example.com"],
    ["scheme", "http://a.example", "https://a.example"],
    ["discovery path", `${ISSUER}/.well-known/openid-configuration`, ISSUER],
    ["query", `${ISSUER}?tenant=1`, ISSUER],
    ["Cognito pool", "https://cognito-idp.eu-west-1.amazonaws.com/", undefined],
    ["Cognito pool", "https://cognito-idp.eu-west-1.amazonaws.com", undefined],
    ["Cognito domain", "https://shop.auth.eu-west-1.amazoncognito.com", undefined],
    ["slash", "https://tenant.eu.auth0.com", "https://tenant.eu.auth0.com/"],
    ["slash", "https://sts.windows.net/72f988bf", "https://sts.windows.net/72f988bf/"],
    ["slash", "https://shop.b2clogin.com/72f988bf/v2.0", "https://shop.b2clogin.com/72f988bf/v2.0/"],
    ["slash", "https://login.microsoftonline.com/72f988bf/v2.0/", "https://login.microsoftonline.com/72f988bf/v2.0"],
    ["slash", "https://accounts.google.com/", "https://accounts.google.com"],
    ["slash", "https://shop.okta.com/oauth2/default/", "https://shop.okta.com/oauth2/default"],
    ["Entra tenant", "https://login.microsoftonline.com/common/v2.0", undefined],
    ["Entra tenant", "https://login.microsoftonline.com/organizations", undefined],
    ["Entra version", "https://login.microsoftonline.com/72f988bf", "https://login.microsoftonline.com/72f988bf/v2.0"],
    ["Cognito end", `${cognito("eu-west-1", "eu-west-1_AbC")}/`, cognito("eu-west-1", "eu-west-1_AbC")],
    ["Cognito region", cognito("eu-west-1", "us-east-1_AbC"), cognito("us-east-1", "us-east-1_AbC")],
  ];
  for (const [kind, issuer, exact] of cases) {
    it(`finds a flaw of the kind "${kind}" in ${issuer}, with the right issuer`, () => {
      const flaw = issuerFlaw(issuer);
      assert.equal(flaw?.kind, kind);
      assert.equal(flaw.exact, exact);
    });
  }

  it("names what is no URL, and what to write", () => {
    assert.match(issuerFlaw("login.example.com")?.text ?? "", /not a URL/);
    assert.equal(issuerFlaw("http://a.example")?.fix, 'write "https://a.example"');
  });

  it("compares with the pool's own region where that is known", () => {
    const issuer = cognito("eu-west-1", "eu-west-1_AbC");
    assert.equal(issuerFlaw(issuer, () => "us-east-1")?.exact, cognito("us-east-1", "eu-west-1_AbC"));
  });
});

describe("cognitoIssuerUrl", () => {
  it("is in the pool's region and its partition", () => {
    assert.equal(cognitoIssuerUrl("eu-west-1_AbC"), cognito("eu-west-1", "eu-west-1_AbC"));
    assert.equal(cognitoIssuerUrl("cn-north-1_AbC"), "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbC");
  });
});

describe("cognitoIssuer", () => {
  it("reads region and pool, with a trailing slash too, and nothing else", () => {
    const read = { region: "eu-west-1", poolId: "eu-west-1_AbC", poolRegion: "eu-west-1" };
    assert.deepEqual(cognitoIssuer(`${cognito("eu-west-1", "eu-west-1_AbC")}/`), read);
    assert.equal(cognitoIssuer(ISSUER), undefined);
  });
});
