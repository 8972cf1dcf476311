import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ComponentError, Problems, throwIfInvalid } from "../../../components/shared/problems";

const EXPECTATION = { received: 300, expected: "0 to 255", fix: "write 100" };

describe("problems of arguments", () => {
  it("are added unless the condition holds", () => {
    const problems = new Problems();
    problems.unless(true, "weight", EXPECTATION);
    problems.unless(false, "weight", EXPECTATION);
    assert.deepEqual(problems.all, [{ argument: "weight", ...EXPECTATION }]);
  });

  it("have the whole path of their argument", () => {
    const problems = new Problems();
    const stage = problems.at('stages["prod"]');
    stage.add("", EXPECTATION);
    stage.at("throttle").add("rateLimit", EXPECTATION);
    stage.at("routeThrottles").add('["GET /a"]', EXPECTATION);
    stage.include([{ argument: "accessLog.format", ...EXPECTATION }]);
    assert.deepEqual(
      problems.all.map(({ argument }) => argument),
      [
        'stages["prod"]',
        'stages["prod"].throttle.rateLimit',
        'stages["prod"].routeThrottles["GET /a"]',
        'stages["prod"].accessLog.format',
      ],
    );
  });

  it("are looked for in values that are known already only", () => {
    const problems = new Problems();
    const check = (value: number) => (value > 255 ? EXPECTATION : undefined);
    problems.known<number>("a", undefined, check);
    problems.known<number>("b", 5, check);
    problems.known<number>("c", pulumi.output(300), check);
    problems.known<number>("d", Promise.resolve(300), check);
    problems.known<number>("e", 300, check);
    assert.deepEqual(
      problems.all.map(({ argument }) => argument),
      ["e"],
    );
  });

  it("keep their message where Pulumi's SDK writes the property of a waiting resource before it", () => {
    const error = new ComponentError('HttpApi "shop"', [{ argument: "weight", ...EXPECTATION }]);
    const { message } = error;
    assert.equal(message, 'HttpApi "shop": 1 problem\n  - weight: got 300, expected 0 to 255. Fix: write 100');
    error.message = `error serializing property "apiId": ${message}`;
    assert.equal(error.message, message);
    assert.equal(String(error), `ComponentError: ${message}`);
  });

  it("end in one error with all of them", () => {
    const problems = new Problems();
    throwIfInvalid('HttpApi "shop"', problems);
    problems.add("weight", EXPECTATION);
    problems.add("routes", { expected: "at least one route", fix: "add one" });
    assert.throws(
      () => throwIfInvalid('HttpApi "shop"', problems),
      (error) => {
        assert.ok(error instanceof ComponentError);
        assert.equal(
          error.message,
          'HttpApi "shop": 2 problems\n' +
            "  - weight: got 300, expected 0 to 255. Fix: write 100\n" +
            "  - routes: expected at least one route. Fix: add one",
        );
        return true;
      },
    );
  });
});
