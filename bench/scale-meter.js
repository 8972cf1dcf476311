// Loaded into every process of a run (`node --require`): writes into the folder of BENCH_METER what the process took until its end.
"use strict";
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { isMainThread } = require("node:worker_threads");

const SAMPLE_MS = 20;
const MB = 2 ** 20;

if (isMainThread && process.env.BENCH_METER) {
  // the SDK's runner changes them
  const argv = process.argv.slice(1);
  let heap = 0;
  const sample = () => {
    heap = Math.max(heap, process.memoryUsage().heapUsed);
  };
  setInterval(sample, SAMPLE_MS).unref();
  const write = () => {
    sample();
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const figures = {
      argv,
      cpuMs: (userCPUTime + systemCPUTime) / 1000,
      rssMb: maxRSS / 1024,
      heapMb: heap / MB,
    };
    writeFileSync(join(process.env.BENCH_METER, `${process.pid}.json`), JSON.stringify(figures));
  };
  process.on("exit", write);
  // a policy pack is ended by a signal
  process.once("SIGTERM", () => process.exit(143));
}
