import { defineConfig } from "vitest/config";

/**
 * Limits of a test, of a hook, and of what a test waits for in `expect.poll`, in milliseconds. They are there to end what
 * hangs: a machine that does ten other things at the same time must not cross them.
 */
const limits = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 45_000 } } };

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    projects: [
      { test: { name: "unit", include: ["src/**/*.test.ts"], ...limits } },
      { test: { name: "integration", include: ["test/**/*.test.ts"], ...limits } },
    ],
  },
});
