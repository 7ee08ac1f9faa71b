import { html } from "../html.ts";
import { badge } from "../view/badge.ts";
import { type Difference, differenceView } from "../view/difference-view.ts";
import { byId, fill } from "./fill.ts";

/** A larger file is no manifest; two of them stay below what the console takes. */
const fileBytesMax = 8 * 1024 * 1024;

const form = byId("diff", HTMLFormElement);
const place = byId("difference", HTMLElement);
const compare = byId("compare", HTMLButtonElement);

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  compare.disabled = true;
  fill(place, html`<p class="quiet">Comparing …</p>`);
  try {
    fill(place, differenceView(await askDifference()));
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    fill(place, html`<div class="note fail"><p>${badge("fail", "Not compared")}</p><p>${sentence}</p></div>`);
  } finally {
    compare.disabled = false;
  }
});

async function askDifference(): Promise<Difference> {
  const [before, after] = await Promise.all(["before", "after"].map(chosenFile));
  // A key without a value is left out: the console then takes the one sent last, and this catalog.
  const response = await fetch("/v1/manifest/diff", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ before, after }),
  });
  const answer: unknown = await response.json();
  // The console's own answer, made by the same version of the same code.
  if (response.ok) return answer as Difference;
  const { detail, remedy = "" } = answer as { readonly detail: string; readonly remedy?: string };
  throw new Error(`${detail} ${remedy}`);
}

async function chosenFile(id: string): Promise<{ readonly name: string; readonly base64: string } | undefined> {
  const [file] = byId(id, HTMLInputElement).files ?? [];
  if (file === undefined) return undefined;
  if (file.size > fileBytesMax)
    throw new Error(`${file.name} has ${file.size} bytes; at most ${fileBytesMax} are read.`);
  return { name: file.name.slice(0, 255), base64: await base64Of(file) };
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result).replace(/^[^,]*,/, "")));
    reader.addEventListener("error", () => reject(new Error(`${file.name} cannot be read.`)));
    reader.readAsDataURL(file);
  });
}
