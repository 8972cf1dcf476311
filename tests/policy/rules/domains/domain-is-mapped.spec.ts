import { V1, V2 } from "../../../../aws/resource-types";
import { domainIsMapped } from "../../../../policy/rules/domains/domain-is-mapped";
import { describeRule, UNKNOWN } from "../../cases";

/** A domain with its mapping in one region. */
const inRegion = (region: string) => ({
  [`domain-${region}`]: {
    type: V2.domainName,
    props: { id: "api.example.com", domainName: "api.example.com" },
    providerRegion: region,
  },
  [`mapping-${region}`]: {
    type: V2.apiMapping,
    props: { apiId: "shop123456", domainName: "api.example.com" },
    refs: { apiId: ["shop"] },
    providerRegion: region,
  },
});

describeRule(domainIsMapped, {
  baseline: {
    domain: { type: V2.domainName, props: { id: "api.example.com", domainName: "api.example.com" } },
    shop: { type: V2.api, props: { id: "shop123456", protocolType: "HTTP" } },
    chat: { type: V2.api, props: { id: "chat123456", protocolType: "WEBSOCKET" } },
    mapping: {
      type: V2.apiMapping,
      props: { apiId: "shop123456", domainName: "api.example.com" },
      refs: { apiId: ["shop"], domainName: ["domain"] },
    },
    rest: { type: V1.domainName, props: { id: "rest.example.com", domainName: "rest.example.com" } },
    path: { type: V1.basePathMapping, props: { domainName: "rest.example.com" }, refs: { domainName: ["rest"] } },
  },
  passes: {
    "one name in two regions, each with its mapping": {
      domain: undefined,
      mapping: undefined,
      ...inRegion("eu-west-1"),
      ...inRegion("us-east-1"),
    },
    "a mapping by reference": { "mapping.domainName": UNKNOWN, "mapping.apiId": UNKNOWN },
    "a routing rule": {
      mapping: undefined,
      rule: { type: V2.routingRule, props: { domainName: "api.example.com" }, refs: { domainName: ["domain"] } },
    },
    "a WebSocket API alone": {
      "mapping.apiId": "chat123456",
      "mapping.refs": { apiId: ["chat"], domainName: ["domain"] },
    },
  },
  fails: {
    "a mapping to a stage that is not there": [
      {
        live: { type: V2.stage, props: { apiId: "shop123456", name: "live" }, refs: { apiId: ["shop"] } },
        "mapping.stage": "prod",
      },
      /The mapping mapping is for the stage prod of shop, which has no such stage\.\nFix: Set stage to the name of a stage of shop/,
    ],
    "an edge-optimized domain without a mapping": [
      { path: undefined },
      /rest routes to no API, so it answers 403\.\nFix: Add an apigateway\.BasePathMapping/,
    ],
    "a domain without a mapping": [
      { mapping: undefined },
      /domain routes to no API, so it answers 403\.\nFix: Add an apigatewayv2\.ApiMapping/,
    ],
    // https://github.com/amplify-education/serverless-domain-manager/issues/401 has what AWS answers
    "a mapping of an HTTP API on an edge-optimized domain": [
      {
        edge: {
          type: V1.domainName,
          props: { domainName: "edge.example.com", endpointConfiguration: { types: "EDGE" } },
        },
        "mapping.domainName": "edge.example.com",
        "mapping.refs": { apiId: ["shop"], domainName: ["edge"] },
        domain: undefined,
      },
      /The mapping mapping is on edge, which is edge-optimized, and API Gateway refuses it\.\nFix: Use an apigateway\.BasePathMapping/,
    ],
    "a mapping of an HTTP API on a domain with TLS 1.0": [
      {
        old: {
          type: V1.domainName,
          props: {
            domainName: "old.example.com",
            securityPolicy: "TLS_1_0",
            endpointConfiguration: { types: "REGIONAL" },
          },
        },
        "mapping.domainName": "old.example.com",
        "mapping.refs": { apiId: ["shop"], domainName: ["old"] },
        domain: undefined,
      },
      /is on old, which has the security policy TLS_1_0, and API Gateway refuses it/,
    ],
    "a WebSocket API beside an HTTP API": [
      {
        socket: {
          type: V2.apiMapping,
          props: { apiId: "chat123456", domainName: "api.example.com" },
          refs: { apiId: ["chat"], domainName: ["domain"] },
        },
      },
      /has the WebSocket API of socket and the HTTP or REST API of mapping\.\nFix: Give the WebSocket API a domain of its own/,
    ],
  },
  unknown: {
    "a mapping whose domain is not known": [
      { rest: undefined, path: undefined, "mapping.domainName": UNKNOWN, "mapping.refs": {} },
      /domainName of a mapping is not known/,
    ],
  },
});
