import assert from "node:assert/strict";
import { failureAdvice, type FailurePhase } from "../../../../gateway/behavior/shared/function-failure";
import { defined } from "../../../../language/defined";

const advice = (errorType: string, phase?: FailurePhase): string =>
  failureAdvice(defined({ errorType, errorMessage: "...", phase }));

describe("failureAdvice", () => {
  const cases: [errorType: string, phase: FailurePhase | undefined, wanted: string][] = [
    ["TypeError", undefined, "Catch it in the handler and return a statusCode."],
    [
      "TypeError",
      "load",
      "It was thrown while the code was loaded: correct the module's top level, or what it imports.",
    ],
    [
      "TypeError",
      "background",
      "It was thrown where the handler does not wait, such as in a callback or a timer: catch it there.",
    ],
    ["Sandbox.Timedout", undefined, "Make it answer sooner, or raise the function's timeout."],
    [
      "Sandbox.Timedout",
      "load",
      "Loading its code may take 10 seconds: move slow work out of the module's top level into the handler.",
    ],
    ["Runtime.HandlerNotFound", "load", "Export it from the module, or correct the function's handler setting."],
    [
      "Runtime.ImportModuleError",
      "load",
      "Put the module into the function's archive, or correct the file that its handler setting names.",
    ],
    [
      "Runtime.ExitError",
      "background",
      "Take out what ends the process, such as process.exit(), and look at what it logged before.",
    ],
    ["Runtime.OutOfMemory", undefined, "Raise the function's memorySize, or hold less in memory."],
    [
      "Runtime.UnhandledPromiseRejection",
      "background",
      "Await every promise in the handler, and catch what it rejects with.",
    ],
  ];
  for (const [errorType, phase = "handler", wanted] of cases) {
    it(`helps against ${errorType} in phase ${phase}`, () => {
      assert.equal(advice(errorType, phase), wanted);
    });
  }

  it("says what an authorizer returns instead of an error", () => {
    const failure = { errorType: "Error", errorMessage: "no" };
    assert.equal(failureAdvice(failure, "a policy"), "Catch it in the handler and return a policy.");
  });

  const sdks: [string, string][] = [
    ["Error: Cannot find module '@aws-sdk/client-sqs'", "npm install --save-dev @aws-sdk/client-sqs"],
    [
      "Error: Cannot find package '@aws-sdk/lib-dynamodb/x' imported from /a.mjs",
      "npm install --save-dev @aws-sdk/lib-dynamodb",
    ],
    ["Unable to import module 'app': No module named 'boto3'", "pip install boto3"],
  ];
  for (const [errorMessage, install] of sdks) {
    it(`says how to have what the runtime brings on AWS: ${install}`, () => {
      assert.equal(
        failureAdvice({ errorType: "Runtime.ImportModuleError", errorMessage, phase: "load" }),
        `On AWS the runtime brings it. Install it for this machine: ${install}`,
      );
    });
  }
});
