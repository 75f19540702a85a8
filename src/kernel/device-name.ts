// In this order: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
const BROWSERS = [
  /\b(Edg)\w*\//,
  /\b(OPR)\//,
  /\b(SamsungBrowser)\//,
  /\b(Firefox)\//,
  /\b(?:Headless)?(Chrome)\//,
  /\b(Safari)\//,
];
const SYSTEMS = [/\b(iPhone|iPad)\b/, /\b(Android)\b/, /\b(Windows)\b/, /\b(Mac) OS X\b/, /\b(Linux)\b/];
const NAMES: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', SamsungBrowser: 'Samsung Internet' };

/** A browser as its owner knows it, for example `Chrome · Windows`; undefined where the User-Agent tells nothing. */
export function deviceName(userAgent: string | undefined): string | undefined {
  const first = (patterns: readonly RegExp[]) =>
    patterns.map((pattern) => pattern.exec(userAgent ?? '')?.[1]).find(Boolean);
  const parts = [first(BROWSERS), first(SYSTEMS)].flatMap((name) => (name ? [NAMES[name] ?? name] : []));
  return parts.length > 0 ? parts.join(' · ') : undefined;
}
