/** True for the messages of V8 when the stack ends: in a call, or while it compiles a regular expression. */
export function isStackOverflow(message: string): boolean {
  if (message.startsWith("Maximum call stack")) return true;
  return message.startsWith("Invalid regular expression: ") && message.endsWith(": Stack overflow");
}
