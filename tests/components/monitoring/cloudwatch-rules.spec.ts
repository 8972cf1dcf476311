import assert from "node:assert/strict";
import { AlarmEvaluator, type AlarmInputs, compileRule } from "../../support/cloudwatch/alarm-evaluator";
import { evaluateMath } from "../../support/cloudwatch/metric-math";
import { Traffic } from "../../support/cloudwatch/traffic";

describe("the evaluator of CloudWatch's rules", () => {
  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
  it("computes metric math, in which missing data stays missing", () => {
    const series = new Map([
      ["a", [1, 20, undefined]],
      ["b", [2, 5, 4]],
    ]);
    assert.deepEqual(evaluateMath("a / b", series, 3), [0.5, 4, undefined]);
    assert.deepEqual(evaluateMath("FILL(a, 0) + b * 2", series, 3), [5, 30, 8]);
    assert.deepEqual(evaluateMath("IF(a >= 10, a / b, 0)", series, 3), [0, 4, undefined]);
    assert.deepEqual(evaluateMath("1 - (b - a) / 100", series, 3), [0.99, 1.15, undefined]);
    assert.throws(() => evaluateMath("a ? b", series, 3), /not understood/);
    assert.throws(() => evaluateMath("c", series, 3), /no metric c/);
  });

  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html */
  it("treats missing data as configured", () => {
    const idle = new Traffic(60, () => 0);
    const state = (treatMissingData: string): string =>
      new AlarmEvaluator({ ...errors, treatMissingData }, () => idle).at(30);
    assert.deepEqual(["breaching", "notBreaching", "missing"].map(state), ["ALARM", "OK", "INSUFFICIENT_DATA"]);
    assert.equal(state("ignore"), "INSUFFICIENT_DATA");
  });

  it("raises an alarm at M of the newest N periods, a minute after their end", () => {
    const traffic = new Traffic(60, () => 100, [
      { from: 10, to: 11, errors: 0.5 },
      { from: 12, to: 13, errors: 0.5 },
    ]);
    const two = new AlarmEvaluator({ ...errors, datapointsToAlarm: 2 }, () => traffic);
    const up = Array.from({ length: 20 }, (_item, minute) => minute).filter((minute) => two.at(minute) === "ALARM");
    assert.deepEqual(up, [13]);
    const three = new AlarmEvaluator(errors, () => traffic);
    assert.ok(Array.from({ length: 20 }, (_item, minute) => three.at(minute)).every((state) => state !== "ALARM"));
  });

  it("evaluates a rule of a composite alarm, AND before OR", () => {
    const rule = 'ALARM("a") OR (ALARM("b") AND ALARM("c"))';
    const of = (...states: ("OK" | "ALARM")[]): boolean =>
      compileRule(rule)(new Map(states.map((state, index) => ["abc"[index] ?? "", state])));
    assert.deepEqual(
      [of("ALARM", "OK", "OK"), of("OK", "ALARM", "OK"), of("OK", "ALARM", "ALARM")],
      [true, false, true],
    );
  });
});

const errors: AlarmInputs = {
  metricName: "5xx",
  statistic: "Average",
  comparisonOperator: "GreaterThanThreshold",
  threshold: 0.05,
  period: 60,
  evaluationPeriods: 3,
};
