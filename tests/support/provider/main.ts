import { startProvider } from ".";

// Prints its port, as every provider process does, and serves until it is ended.
void startProvider().then(
  ({ port }) => process.stdout.write(`${port}\n`),
  (error: unknown) => {
    process.stderr.write(`The provider could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
