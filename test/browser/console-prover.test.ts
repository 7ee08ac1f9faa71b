import { describe, expect, it } from "vitest";
import {
  openProver,
  proved,
  shownRules,
  testBrowser,
  testConsole,
  typePattern,
  type WatchedPage,
} from "./console-under-test.ts";
import { namelessControls, sidewaysOverflow, weakContrasts } from "./page-audit.ts";

const console = testConsole();
const browser = testBrowser();

/** A page with the prover of the demo catalog; `check` looks at it, and nothing may have gone wrong in it. */
async function inProver(
  check: (watched: WatchedPage) => Promise<void>,
  options: { readonly hash?: string; readonly width?: number; readonly colorScheme?: "light" | "dark" } = {},
): Promise<void> {
  const { hash, width = 1280, colorScheme = "light" } = options;
  const watched = await browser.open(console.url, { viewport: { width, height: 900 }, colorScheme });
  await openProver(watched, console.url, hash);
  await check(watched);
  expect(watched.troubles).toEqual([]);
  await watched.page.close();
}

describe("the live prover", () => {
  it("begins with a model of the catalog, proved", () =>
    inProver(async ({ page }) => {
      expect(await page.inputValue("#regex")).toBe("^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$");
      expect(await page.textContent("#verdict")).toMatch(/Holds.*portable/s);
      expect(await page.locator("#diagram svg").getAttribute("aria-label")).toMatch(/^BL1, then/);
      expect(await page.textContent("#facts")).toContain("1,080,000,000,000");
    }));

  it("shows findings as one types, underlined at their characters, each with what to do", () =>
    inProver(async ({ page }) => {
      const field = page.locator("#regex");
      await field.fill("");
      await field.pressSequentially("SN\\d{4}");
      await proved(page, "SN\\d{4}");
      expect(await shownRules(page)).toEqual(expect.arrayContaining(["A001", "A002", "D001"]));
      expect(await page.locator("#regex-marks u.error").allTextContents()).toEqual(["\\d"]);
      expect(await page.locator("#regex-marks .gap").count()).toBe(2);
      expect(await field.getAttribute("aria-invalid")).toBe("true");
      expect(await page.textContent("#verdict")).toContain("Must not be handed over");
      await expect.poll(() => page.textContent("#status")).toMatch(/Must not be handed over.*not portable/);
    }));

  it("says what is wrong with a number of units, and how many warnings there are", () =>
    inProver(async ({ page }) => {
      await page.fill("#planned", "abc");
      await expect.poll(() => page.textContent("#planned-fault")).toContain("write digits only");
      await page.fill("#planned", "500");
      await expect.poll(() => page.textContent("#planned-fault")).toBe("");
      await typePattern(page, "^A[0-9]{11}$");
      const warnings = await page.locator("#findings .finding.warn").count();
      expect(warnings).toBeGreaterThan(1);
      expect(await page.textContent("#verdict")).toContain(`Holds, with ${warnings} warnings to look at`);
    }));

  it("keeps two blanks that a message quotes", () =>
    inProver(async ({ page }) => {
      await page.fill("#serials", "BL1  2614");
      await page.locator("#tried li p").waitFor();
      const kept = await page.locator("#tried li p, #findings p").evaluateAll((all) => {
        return all.map((one) => String(one.computedStyleMap().get("white-space-collapse")));
      });
      expect(new Set(kept)).toEqual(new Set(["preserve"]));
    }));

  it("shows the place of a finding in the field", () =>
    inProver(async ({ page }) => {
      await typePattern(page, "^SN\\d{4}$");
      await page.getByRole("button", { name: "characters 4–5", exact: true }).first().click();
      expect(await page.evaluate(selected)).toEqual([3, 5]);
    }));

  it("applies one fix, and the browser's own undo takes it back", () =>
    inProver(async ({ page }) => {
      await typePattern(page, "^SN\\d{4}\\d$");
      await page.getByRole("button", { name: /^Apply the fix of D001 at characters 4–5/ }).click();
      await proved(page, "^SN[0-9]{4}\\d$");
      expect(await page.evaluate("document.activeElement.id")).toBe("regex");
      await page.keyboard.press("Control+z");
      await proved(page, "^SN\\d{4}\\d$");
    }));

  it("applies all fixes at once and says how the languages compare", () =>
    inProver(async ({ page }) => {
      await typePattern(page, "SN\\d{4}");
      expect(await page.textContent("#fixed")).toMatch(/\^SN\[0-9\]\{4\}\$.*exactly the same serials/s);
      await page.getByRole("button", { name: "Apply all fixes" }).click();
      await proved(page, "^SN[0-9]{4}$");
      expect(await page.textContent("#verdict")).not.toContain("not portable");
    }));

  it("holds the pattern against others, a symbology and a plan", () =>
    inProver(async ({ page }) => {
      await typePattern(page, "^AB[0-9]{4}$");
      await page.fill("#against", "^A[A-Z][0-9]{4}$\n^XY[0-9]{4}$");
      await page.selectOption("#symbology", "code39");
      await page.fill("#planned", "50,000");
      await expect.poll(() => shownRules(page)).toEqual(expect.arrayContaining(["L003", "L011"]));
      expect(await page.locator("#against-result li").allTextContents()).toEqual([
        expect.stringMatching(/Overlaps.*AB0000/s),
        expect.stringContaining("Disjoint"),
      ]);
    }));

  it("tries serials and says at which character each breaks", () =>
    inProver(async ({ page }) => {
      await typePattern(page, "^SN[0-9]{4}$");
      await page.fill("#serials", "SN1234\nSN12A4\nSN12\nSN1234 ");
      await expect.poll(() => page.locator("#tried li").count()).toBe(4);
      expect(await page.locator("#tried li").allTextContents()).toEqual([
        expect.stringMatching(/Accepted.*SN1234/s),
        expect.stringMatching(/Refused.*Character 5 is "A"/s),
        expect.stringMatching(/Refused.*ends after 4 characters/s),
        expect.stringMatching(/Refused.*space.*Character 7/s),
      ]);
      await page.getByRole("button", { name: "Show in the pattern" }).first().click();
      expect(await page.evaluate(selected)).toEqual([3, 11]);
    }));

  it("keeps its state in the address behind #, and tells it to nobody", () =>
    inProver(async ({ page, asked }) => {
      await typePattern(page, "^SECRET[0-9]{4}$");
      await page.fill("#serials", "SECRET0001");
      await expect.poll(() => page.evaluate("location.hash")).toContain("serial=SECRET0001");
      // A worker that still loads its modules would break off at the reload.
      await page.locator("#tried li").waitFor();
      await page.reload();
      await proved(page, "^SECRET[0-9]{4}$");
      expect(await page.inputValue("#serials")).toBe("SECRET0001");
      expect(asked.filter((url) => url.replace(/#.*/, "").includes("SECRET"))).toEqual([]);
    }));

  it("takes a hostile address as text", () =>
    inProver(
      async ({ page }) => {
        expect(await page.inputValue("#regex")).toBe('<img src=x onerror="alert(1)">');
        expect(await page.locator("main img").count()).toBe(0);
      },
      { hash: "regex=%3Cimg+src%3Dx+onerror%3D%22alert%281%29%22%3E&serial=%3Cscript%3Ealert(1)%3C/script%3E" },
    ));

  it("is cleared with its field", () =>
    inProver(async ({ page }) => {
      await page.fill("#regex", "");
      await expect.poll(() => page.textContent("#findings")).toBe("");
      expect(await page.textContent("#timing")).toContain("Type a pattern");
    }));
});

/** What is selected in the field that has the focus. */
const selected = "[document.activeElement.selectionStart, document.activeElement.selectionEnd]";

describe("a prover under load", () => {
  /** A thousand characters whose proof is as long as proofs get. */
  const long = `^${"[A-Z]?".repeat(166)}$`.padEnd(998, "A");
  /** Short, with a proof that takes several times as long as usual. */
  const slow = "^(A?){60}(B|AB?){60}$";

  it.each([
    ["a thousand characters", long],
    ["a slow proof", slow],
  ])("leaves a pattern with %s to its worker, draws little of the answer, and loses no key meanwhile", (_what, regex) =>
    inProver(async ({ page }) => {
      await page.evaluate(`
        window.asked = [];
        const ask = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (question) {
          asked.push(document.querySelector("#results").dataset.regex, question.regex);
          ask.call(this, question);
        };`);
      await page.fill("#regex", regex);
      await page.locator("#serials").pressSequentially("ABC", { delay: 20 });
      await proved(page, regex);
      expect(await page.inputValue("#serials")).toContain("ABC");
      const [shownBefore, question] = (await page.evaluate("asked")) as readonly string[];
      expect([shownBefore === regex, question]).toEqual([false, regex]);
      expect(await page.locator("main *").count()).toBeLessThan(3_000);
    }),
  );

  it("drops a proof that does not end for what is typed after it", () =>
    inProver(async ({ page }) => {
      // A worker that never answers the first pattern, whatever the machine makes of its proof.
      await page.evaluate(`
        window.shown = [];
        new MutationObserver(() => shown.push(document.querySelector("#results").dataset.regex))
          .observe(document.querySelector("#results"), { attributes: true, attributeFilter: ["data-regex"] });
        window.dropped = 0;
        const ask = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (question) {
          if (question.regex === "^ENDLESS$") dropped += 1;
          else ask.call(this, question);
        };`);
      await page.fill("#regex", "^ENDLESS$");
      await expect.poll(() => page.evaluate("dropped")).toBe(1);
      await typePattern(page, "^SN[0-9]{4}$");
      expect(await page.textContent("#diagram")).toContain("SN");
      expect(await page.evaluate("shown")).toEqual(["^SN[0-9]{4}$"]);
    }));

  it("gives up a proof without an end, says so, and proves the next", () =>
    inProver(async ({ page }) => {
      // A worker that never answers, in the place of one that cannot be had on purpose.
      await page.evaluate(`
        window.ask = Worker.prototype.postMessage;
        Worker.prototype.postMessage = () => {};`);
      await page.clock.install({ time: 0 });
      // The page's clock stands, however long the steps of this test take.
      await page.clock.pauseAt(3_600_000);
      await page.fill("#regex", "^ENDLESS$");
      await page.clock.runFor(1_000);
      expect(await page.textContent("#timing")).toBe("proving …");
      expect(await page.locator("#results").getAttribute("aria-busy")).toBe("true");
      await page.clock.runFor(10_000);
      expect(await page.textContent("#timing")).toMatch(/No proof within 10 s: stopped/);
      await page.clock.resume();
      await page.evaluate("Worker.prototype.postMessage = window.ask");
      await typePattern(page, "^SN[0-9]{4}$");
      expect(await page.textContent("#verdict")).toContain("portable");
    }));
});

describe("a prover for everybody", () => {
  it("can be worked by keyboard alone: skip link, pattern, place, fix", () =>
    inProver(
      async ({ page }) => {
        await page.keyboard.press("Tab");
        expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
        await page.keyboard.press("Enter");
        await tabTo(page, "#regex");
        await page.keyboard.press("Control+a");
        await page.keyboard.type("^AB\\d{4}$");
        await proved(page, "^AB\\d{4}$");
        await tabTo(page, "button[data-action=apply]");
        expect(await outlineOfFocus(page)).not.toBe("none");
        await page.keyboard.press("Enter");
        await proved(page, "^AB[0-9]{4}$");
        await tabTo(page, "#serials");
        await page.keyboard.type("AB12X4");
        await expect.poll(() => page.textContent("#tried")).toContain('Character 5 is "X"');
      },
      { hash: "regex=X" },
    ));

  it("has landmarks, names and a live region for screen readers", () =>
    inProver(async ({ page }) => {
      for (const role of ["banner", "main", "contentinfo"] as const) expect(await page.getByRole(role).count()).toBe(1);
      await page.getByRole("navigation", { name: "Pages" }).waitFor();
      expect(await page.getByRole("link", { name: "Prover" }).getAttribute("aria-current")).toBe("page");
      const main = await page.getByRole("main").ariaSnapshot();
      for (const line of [
        '- heading "Prove a serial pattern" [level=1]',
        '- textbox "Regular expression"',
        '- combobox "Start from an example"',
        '- region "What is proved"',
        '- region "Findings"',
        '- textbox "Serials, one a line"',
        '- textbox "Patterns of your other models, one a line"',
        '- combobox "Symbology on the label"',
        '- textbox "Units planned"',
        "- complementary",
        "- status",
      ]) {
        expect(main).toContain(line);
      }
      expect(main).toMatch(/- img "BL1, then/);
      expect(await namelessControls(page)).toEqual([]);
    }));

  it.each(["light", "dark"] as const)(
    "has contrasts of at least 4.5 in %s colours, with every kind of finding",
    (colorScheme) =>
      inProver(
        async ({ page }) => {
          for (const details of await page.locator("details").all())
            await details.evaluate("one => one.setAttribute('open', '')");
          expect(await weakContrasts(page)).toEqual([]);
        },
        { hash: "regex=^AB\\d{4}[0OA-Z]{2}&serial=AB1234OO&serial=x&against=^AB[0-9]{4}00$", colorScheme },
      ),
  );

  it.each([320, 1600])("needs no sideways scrolling at %d pixels", (width) =>
    inProver(async ({ page }) => expect(await sidewaysOverflow(page)).toBe(0), {
      hash: `regex=^${"(ABCDEFGHIJKLMNOPQRSTUVWXYZ|[0-9]{1,40})".repeat(4)}$&serial=${"A".repeat(120)}`,
      width,
    }),
  );
});

type Page = WatchedPage["page"];

/** Presses Tab until the focus is on what `selector` names; fails after 60 times. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let count = 0; count < 60; count += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  throw new Error(`60 times Tab never reached ${selector}`);
}

async function outlineOfFocus(page: Page): Promise<string> {
  return String(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle"));
}
