import assert from "node:assert/strict";
import { Server } from "../../../conformance/http-api/harness";
import { mock, restApi } from "../../../support/rest-program";

describe("a request of a REST API", () => {
  let server: Server;
  before(async () => {
    const integration = mock('{"q":"$input.params(\'q\')"}');
    server = await Server.start(restApi({ methods: { "GET /pets": { integration } } }));
  });
  after(() => server.gateway.close());

  /** https://github.com/adamchainz/apig-wsgi/pull/102 */
  for (const query of ["q=%%", "q=50%", "q=%zz", "q=%e", "%=1"]) {
    it(`is 400 with the query string ${query}, whose percent sign encodes nothing`, async () => {
      const { status, body } = await server.send({ path: `/prod/pets?${query}` });
      assert.deepEqual([status, body], [400, '{"message":"Bad Request"}']);
      assert.match(server.lines.at(-1) ?? "", /400, the query string has \|, \{, \} or a bare %: URL-encode them/);
    });
  }

  it("may have encoded percent signs", async () => {
    const { status, json } = await server.send({ path: "/prod/pets?q=50%25%2b%C3%A9" });
    assert.deepEqual([status, json], [200, { q: "50%+é" }]);
  });
});
