import assert from "node:assert/strict";
import { backendUrl, mapRequest, mapResponse } from "../../../../gateway/behavior/http-api/parameter-mapping";
import type { HttpIntegrationModel } from "../../../../gateway/model/http-api/model";
import { context, request } from "../../../support/requests";

const SOURCE = {
  request: request({
    rawQueryString: "a=1&b=x%20y",
    headers: [
      ["header1", "one"],
      ["Authorization", "secret"],
    ],
  }),
  context: context({ stageVariables: { environmentId: "e1" } }),
  routePath: "/pets/6",
};

describe("mapRequest", () => {
  it("changes nothing without mappings", () => {
    assert.deepEqual(mapRequest({}, SOURCE), {
      headers: [
        ["header1", "one"],
        ["Authorization", "secret"],
      ],
      rawQueryString: "a=1&b=x%20y",
    });
  });

  it("renames a header as AWS's example does", () => {
    const mapped = mapRequest(
      { "append:header.header2": "$request.header.header1", "remove:header.header1": "''" },
      SOURCE,
    );
    assert.deepEqual(mapped.headers, [
      ["Authorization", "secret"],
      ["header2", "one"],
    ]);
  });

  it("appends, overwrites and removes query parameters", () => {
    const mapped = mapRequest(
      {
        "append:querystring.a": "2",
        "overwrite:querystring.b": "${stageVariables.environmentId}&",
        "remove:querystring.none": "",
      },
      SOURCE,
    );
    assert.equal(mapped.rawQueryString, "a=1&a=2&b=e1%26");
  });

  it("overwrites a header whatever its case, and the path", () => {
    const mapped = mapRequest({ "overwrite:header.HEADER1": "two", "overwrite:path": "$request.path" }, SOURCE);
    assert.deepEqual(mapped.headers.at(-1), ["HEADER1", "two"]);
    assert.equal(mapped.headers.length, 2);
    assert.equal(mapped.path, "/pets/6");
  });

  it("leaves reserved headers alone, and a mapping without a value too", () => {
    const mapped = mapRequest(
      { "remove:header.authorization": "", "overwrite:header.header1": "$request.header.none" },
      SOURCE,
    );
    assert.deepEqual(mapped.headers, SOURCE.request.headers);
  });
});

describe("mapResponse", () => {
  const parameters: HttpIntegrationModel["responseParameters"] = [
    {
      statusCode: "500",
      mappings: { "append:header.header1": "$context.requestId", "overwrite:statuscode": "403" },
    },
    { statusCode: "404", mappings: { "append:header.Error": "$stageVariables.environmentId" } },
  ];
  const response = (statusCode: number) => ({
    statusCode,
    headers: [["header1", "x"]] as [string, string][],
    body: new Uint8Array(),
  });

  it("maps by status as AWS's example does", () => {
    const mapped = mapResponse(parameters, response(500), SOURCE);
    assert.equal(mapped.statusCode, 403);
    assert.deepEqual(mapped.headers, [
      ["header1", "x"],
      ["header1", "JKJaXmPLvHcESHA="],
    ]);
    assert.deepEqual(mapResponse(parameters, response(404), SOURCE).headers.at(-1), ["error", "e1"]);
  });

  it("leaves other statuses alone", () => {
    const untouched = response(200);
    assert.equal(mapResponse(parameters, untouched, SOURCE), untouched);
  });
});

describe("backendUrl", () => {
  const plain = { rawQueryString: "" };
  const target = { routePath: "/store/checkout", isDefaultRoute: false };

  it("puts path parameters in, encoded, a greedy one with its slashes", () => {
    const uri = "https://example.com/petstore/{proxy}";
    assert.equal(
      backendUrl(uri, { ...target, pathParameters: { proxy: "a b/c" } }, plain),
      "https://example.com/petstore/a%20b/c",
    );
    assert.equal(
      backendUrl("https://example.com/pets/{petID}", { ...target, pathParameters: { petID: "6?" } }, plain),
      "https://example.com/pets/6%3F",
    );
  });

  it("sends the whole path on from the $default route alone", () => {
    assert.equal(
      backendUrl("https://example.com/", { ...target, isDefaultRoute: true }, plain),
      "https://example.com/store/checkout",
    );
    assert.equal(backendUrl("https://example.com/base", target, plain), "https://example.com/base");
  });

  it("puts stage variables in and joins the query strings", () => {
    assert.equal(
      backendUrl(
        "http://${stageVariables.url}/foo?q=${stageVariables.q}",
        { ...target, stageVariables: { url: "example.com", q: "1" } },
        { rawQueryString: "a=2" },
      ),
      "http://example.com/foo?q=1&a=2",
    );
  });

  it("takes an overwritten path instead of the URI's", () => {
    assert.equal(
      backendUrl("https://example.com:8443/base", target, { path: "/new path", rawQueryString: "" }),
      "https://example.com:8443/new%20path",
    );
  });
});
