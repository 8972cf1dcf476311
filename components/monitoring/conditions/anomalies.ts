import { API_SIGNALS } from "../../../aws/metrics";
import { type Condition, type MonitoredStage, quarterHour, tickets } from "../alarm-plan";
import { latency, one } from "../signals";

/**
 * Returns the conditions on what is unusual: traffic outside the band that CloudWatch has learned, and latency above it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Anomaly_Detection.html
 */
export function anomalyConditions(stage: MonitoredStage, band: number | undefined): Condition[] {
  const [counted] = API_SIGNALS[stage.kind].requests;
  if (band === undefined || counted === undefined) {
    return [];
  }
  const traffic = one("requests", counted, stage);
  const time = latency("latency", "p90", stage);
  const unusual = { threshold: { band } };
  return tickets([
    {
      ...quarterHour("unusual-traffic", traffic.metrics, traffic.expression, 0, "Traffic is not as usual.", "callers"),
      ...unusual,
    },
    {
      ...quarterHour(
        "unusual-latency",
        time.metrics,
        time.expression,
        0,
        "Latency is not as usual.",
        "latency by route",
      ),
      ...unusual,
      side: "above",
    },
  ]);
}
