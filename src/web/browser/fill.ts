import type { Html } from "../html.ts";

const filled = new WeakMap<Element, string>();

/** The element with that id; throws where the page lacks it, which is a defect of the page. */
export function byId<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new Error(`the page has no ${type.name} with the id ${id}`);
}

/**
 * Puts HTML into an element; leaves it alone where it holds the same already, so that focus and scroll position stay. What is unfolded
 * stays unfolded.
 * The only place of the browser modules that turns text into elements, and it takes only what `html` escaped.
 */
export function fill(element: Element, content: Html | undefined): void {
  const text = content?.text ?? "";
  if (filled.get(element) === text) return;
  filled.set(element, text);
  const open = [...element.querySelectorAll<HTMLDetailsElement>("details[data-keep][open]")];
  const kept = new Set(open.map(({ dataset }) => dataset["keep"]));
  element.innerHTML = text;
  for (const details of element.querySelectorAll<HTMLDetailsElement>("details[data-keep]")) {
    details.open = kept.has(details.dataset["keep"]);
  }
}
