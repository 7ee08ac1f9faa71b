import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";

const contrastScript = new URL("./weak-contrasts.js", import.meta.url);

/** Texts of the page that are hard to read on what lies behind them; throws when the page has no text to look at. */
export async function weakContrasts(page: Page): Promise<readonly string[]> {
  const script = await readFile(contrastScript, "utf8");
  const found = (await page.evaluate(script)) as { readonly count: number; readonly faults: readonly string[] };
  if (found.count < 5) throw new Error(`only ${found.count} texts were looked at`);
  return found.faults;
}

/** How far the page is wider than its window, in pixels; 0 when nobody has to scroll sideways. */
export async function sidewaysOverflow(page: Page): Promise<number> {
  return Number(await page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
}

/** Everything that one can operate and that has no name for a screen reader. */
export async function namelessControls(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const operable = new Set(["button", "link", "textbox", "combobox", "spinbutton", "searchbox", "region", "image"]);
  return nodes
    .filter(
      ({ ignored, role, name }) => !ignored && operable.has(String(role?.value)) && !String(name?.value ?? "").trim(),
    )
    .map(({ role, nodeId }) => `${role?.value} ${nodeId}`);
}
