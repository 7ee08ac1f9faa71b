/** Where a model's page is. */
export function modelPath(deviceModel: string): string {
  return `/models/${encodeURIComponent(deviceModel)}`;
}
