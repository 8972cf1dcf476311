import { DASHBOARD_COLUMNS } from "../../../aws/dashboard-body";

/** A widget of a dashboard's body. */
export interface WidgetJson {
  type: "text" | "alarm" | "metric" | "log";
  x: number;
  y: number;
  width: number;
  height: number;
  properties: {
    title?: string;
    markdown?: string;
    metrics?: unknown[];
    annotations?: { vertical?: unknown[]; horizontal?: unknown[] };
  };
}

/** The properties of each type of widget. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const PROPERTIES: Readonly<Record<WidgetJson["type"], readonly string[]>> = {
  text: ["markdown", "background"],
  alarm: ["alarms", "sortBy", "states", "title"],
  log: ["accountId", "query", "region", "stacked", "title", "view"],
  metric: [
    ...["accountId", "annotations", "end", "legend", "liveData", "metrics", "period", "region", "setPeriodToTimeRange"],
    ...["singleValueFullPrecision", "sparkline", "stacked", "start", "stat", "table", "timezone", "title", "trend"],
    ...["view", "yAxis"],
  ],
};

/** Returns widgets that overlap, leave the grid or a gap in their row, and properties that their type does not have. */
export function layoutProblems(widgets: readonly WidgetJson[]): string[] {
  const taken = new Map<string, number>();
  const problems = widgets.flatMap((widget, index) => {
    const { x, y, width, height, type, properties } = widget;
    const unknown = Object.keys(properties).filter((name) => !PROPERTIES[type].includes(name));
    const cells = Array.from(
      { length: width * height },
      (_item, cell) => `${x + (cell % width)},${y + Math.floor(cell / width)}`,
    );
    const overlaps = cells.filter((cell) => taken.has(cell));
    cells.forEach((cell) => taken.set(cell, index));
    return [
      ...unknown.map((name) => `widget ${index} (${type}) has ${name}`),
      ...(overlaps.length === 0 ? [] : [`widget ${index} overlaps at ${overlaps[0] ?? ""}`]),
      ...(x + width > DASHBOARD_COLUMNS ? [`widget ${index} ends at column ${x + width}`] : []),
    ];
  });
  const bottom = Math.max(...widgets.map(({ y, height }) => y + height));
  const empty = Array.from({ length: bottom }, (_item, y) => y).filter((y) => !taken.has(`0,${y}`));
  return [...problems, ...empty.map((y) => `row ${y} is empty`)];
}
