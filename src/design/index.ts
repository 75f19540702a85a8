export { type Bar, BarChart, type BarChartProps, barWidths } from './components/bar-chart.tsx';
export * from './components/button.tsx';
export * from './components/card.tsx';
export {
  Checkboxes,
  type CheckboxesProps,
  type Choice,
  type Divider,
  Radios,
  type RadiosProps,
} from './components/choices.tsx';
export * from './components/date-input.tsx';
export * from './components/decision.tsx';
export * from './components/display-settings.tsx';
export * from './components/document.tsx';
export { ErrorMessage, type FieldProps, Fieldset, type FieldsetProps, Hint } from './components/field.tsx';
export { LanguageSwitch, type NavItem, type PageContext, type SignedIn } from './components/header.tsx';
export * from './components/inputs.tsx';
export * from './components/journey.tsx';
export * from './components/layout.tsx';
export * from './components/link.tsx';
export { Mark, markSvg } from './components/mark.tsx';
export * from './components/notices.tsx';
export { Pagination, type PaginationProps } from './components/pagination.tsx';
export * from './components/problem.tsx';
export * from './components/status.tsx';
export * from './components/summary-list.tsx';
export * from './components/table.tsx';
export * from './components/text.tsx';
export * from './components/values.tsx';
export { type DateForm, type DateOptions, formatDate } from './dates.ts';
export { renderPage } from './html.ts';
export type { Hues, Mode, Tone } from './palette.ts';
export { A4, openPdf, type Pdf, type PdfOptions, type TextBox } from './pdf/document.ts';
export { guilloche } from './pdf/guilloche.ts';
export { type Stylesheet, stylesheet } from './styles.ts';
export { type Brand, themeCss } from './tokens.ts';
export { localeNames } from './words.ts';
