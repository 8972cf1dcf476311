import { commandLine } from "./program";
import { endOnOutputErrors, endOnSignals } from "./shared/interruption";
import { reportProblem } from "./shared/problem";

endOnSignals();
endOnOutputErrors();
const program = commandLine(process.argv.slice(2));

program.parseAsync().catch((error: unknown) => {
  reportProblem(error, program.opts<{ trace?: boolean }>().trace ?? false);
  process.exitCode = 2;
});
