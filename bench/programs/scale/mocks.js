// Runs the program on Pulumi's own mocks, as its guide to unit tests does: https://www.pulumi.com/docs/iac/guides/testing/unit/
"use strict";
const pulumi = require("@pulumi/pulumi");

pulumi.runtime.setMocks(
  {
    newResource: ({ type, name, inputs }) => ({
      id: `${name}-id`,
      state: {
        ...inputs,
        name: inputs.name ?? name,
        arn: `arn:aws:${type}:eu-west-1:123456789012:${name}`,
        executionArn: `arn:aws:execute-api:eu-west-1:123456789012:${name}`,
        invokeArn: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${name}/invocations`,
      },
    }),
    call: ({ inputs }) => inputs,
  },
  "bench-scale",
  "bench",
);
require("./index.js");
