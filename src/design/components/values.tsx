import type { ComponentChildren } from 'preact';
import encodeQR from 'qr';
import { type Currency, formatMoney, type Locale } from '../../kernel/index.ts';
import { type DateOptions, formatDate } from '../dates.ts';
import { Illustrative } from './status.tsx';

export interface MoneyProps {
  locale: Locale;
  /** In the currency's minor unit. */
  minor: number;
  currency: Currency;
}

/** An amount as the reader’s language writes it; a machine reads minor units and the code. */
export function Money({ locale, minor, currency }: MoneyProps) {
  return (
    <data class="md-money" value={`${minor} ${currency.code}`}>
      {formatMoney(minor, currency, locale)}
    </data>
  );
}

export interface DateTextProps extends DateOptions {
  locale: Locale;
  /** `YYYY-MM-DD`, or an instant together with `zone`. */
  iso: string;
}

/** A date or time as the reader’s language writes it; a machine reads ISO 8601. */
export function DateText({ locale, iso, ...options }: DateTextProps) {
  return (
    <time class="md-date-text" datetime={iso}>
      {formatDate(iso, locale, options)}
    </time>
  );
}

export interface LawProps {
  locale: Locale;
  /** Act and article as the country writes them. */
  text: string;
  href?: string;
  /** False where nobody has checked the citation. */
  checked?: boolean;
}

/** A citation of law. */
export function Law({ locale, text, href, checked = true }: LawProps) {
  return (
    <span class="md-law">
      {href ? (
        <a class="govuk-link" href={href}>
          {text}
        </a>
      ) : (
        text
      )}
      {!checked && (
        <>
          {' '}
          <Illustrative locale={locale} />
        </>
      )}
    </span>
  );
}

export interface QrCodeProps {
  /** What it encodes, usually an address. */
  value: string;
  /** What it is for, to those who cannot see it. */
  label: string;
}

/** The dark modules of one row as subpaths, one for each run of them. */
function runs(row: boolean[], y: number): string {
  const starts = row.flatMap((dark, x) => (dark && !row[x - 1] ? [x] : []));
  return starts
    .map((x) => {
      const end = row.indexOf(false, x);
      const length = (end < 0 ? row.length : end) - x;
      return `M${x} ${y}h${length}v1h-${length}z`;
    })
    .join('');
}

/** ISO/IEC 18004 symbol as one SVG path, always dark on light with its quiet zone of four modules. */
export function QrCode({ value, label }: QrCodeProps) {
  const rows = encodeQR(value, 'raw', { ecc: 'medium', border: 4 });
  return (
    <svg class="md-qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label}>
      <rect class="md-qr__paper" width="100%" height="100%" />
      <path class="md-qr__ink" d={rows.map(runs).join('')} shape-rendering="crispEdges" />
    </svg>
  );
}

/** A key on the keyboard. */
export function Key({ children }: { children: ComponentChildren }) {
  return <kbd class="md-key">{children}</kbd>;
}
