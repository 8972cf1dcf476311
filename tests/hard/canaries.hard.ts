// The ordinary suite's canaries, counted for the table.
import "../cli/canaries.integration.spec";
import { count } from "./table";

afterEach(function () {
  count.inputs();
  if (this.currentTest?.state === "failed") {
    count.leak();
  }
});
