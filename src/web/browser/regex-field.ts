import type { Finding } from "../../core/index.ts";
import { markedPattern } from "../view/marked-pattern.ts";
import { byId, fill } from "./fill.ts";

/** The field for the pattern, with its findings underlined behind the letters. */
export interface RegexField {
  readonly element: HTMLTextAreaElement;
  /** Underlines findings of `source`; nothing happens when the field holds another text by now. */
  mark(source: string, findings: readonly Finding[]): void;
  /** Selects a stretch and goes there. */
  select(from: number, to: number): void;
  /** Puts a text in the place of a stretch, so that the browser's own undo takes it back. */
  replace(from: number, to: number, text: string): void;
}

/** The field of the page, made as high as its text. */
export function regexField(): RegexField {
  const element = byId("regex", HTMLTextAreaElement);
  const marks = byId("regex-marks", HTMLDivElement);
  const adapt = () => {
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
    marks.scrollTop = element.scrollTop;
  };
  element.addEventListener("input", adapt);
  element.addEventListener("scroll", () => {
    marks.scrollTop = element.scrollTop;
  });
  // A pattern is one line: Enter would only break it. Pasted line ends stay, and are found.
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault();
  });
  new ResizeObserver(adapt).observe(marks);
  return {
    element,
    mark(source, findings) {
      if (element.value !== source) return;
      const hasError = findings.some(({ level }) => level === "error");
      element.setAttribute("aria-invalid", String(hasError));
      fill(marks, markedPattern(source, findings));
      adapt();
    },
    select(from, to) {
      element.focus();
      element.setSelectionRange(from, to);
    },
    replace(from, to, text) {
      element.focus();
      element.setSelectionRange(from, to);
      // Deprecated, and the only way that keeps the field's own undo; where it is gone, the text is set without.
      const isDone = document.execCommand(text === "" ? "delete" : "insertText", false, text);
      if (isDone) return;
      element.setRangeText(text, from, to, "end");
      element.dispatchEvent(new Event("input", { bubbles: true }));
    },
  };
}
