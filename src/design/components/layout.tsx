import type { ComponentChildren } from 'preact';
import type { Brand } from '../tokens.ts';
import { word } from '../words.ts';
import { Document } from './document.tsx';
import { Header, type PageContext } from './header.tsx';
import { BackLink, SkipLink } from './link.tsx';
import { Mark } from './mark.tsx';

export interface LayoutProps {
  context: PageContext;
  /** The page's own title; the government's name follows it in the window. */
  title: string;
  /** The service or journey the page belongs to, beside the mark. */
  service?: string;
  scripts?: readonly string[];
  back?: { href: string; text?: string };
  /** The page reports errors: said first in the title, for those who hear it. */
  failed?: boolean;
  /** A `Hero` above the content, as on the front door. */
  hero?: ComponentChildren;
  /** Text keeps to a reading measure unless the page is wide (tables, cards). */
  wide?: boolean;
  children: ComponentChildren;
}

function Footer({ context }: { context: PageContext }) {
  const { locale, brand, footer = [] } = context;
  return (
    <footer class="md-footer">
      <div class="md-footer__inner md-width">
        <p class="md-footer__name">
          <Mark brand={brand} /> {brand.name[locale]}
        </p>
        {footer.length > 0 && (
          <nav aria-label={word('footer', locale)}>
            <ul class="md-footer__links">
              {footer.map((item) => (
                <li key={item.href}>
                  <a class="govuk-link" href={item.href}>
                    {item.text}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
    </footer>
  );
}

function Back({ context: { locale }, back }: Pick<LayoutProps, 'context' | 'back'>) {
  if (!back) return null;
  return (
    <nav class="md-back" aria-label={word('back', locale)}>
      <BackLink locale={locale} href={back.href}>
        {back.text}
      </BackLink>
    </nav>
  );
}

const windowTitle = ({ context, title, failed }: Pick<LayoutProps, 'context' | 'title' | 'failed'>): string =>
  `${failed ? `${word('error', context.locale)} ` : ''}${title} – ${context.brand.name[context.locale]}`;

export interface HeroProps {
  brand: Brand;
  title: ComponentChildren;
  lead?: ComponentChildren;
  /** The search, the first button. */
  children?: ComponentChildren;
}

/** The band of colour at the front door, with the page's h1. It stands before `main`, so the skip link passes it. */
export function Hero({ brand, title, lead, children }: HeroProps) {
  return (
    <section class="md-hero" aria-labelledby="hero-title">
      <div class="md-hero__inner md-width">
        <Mark brand={brand} />
        <h1 class="md-hero__title" id="hero-title">
          {title}
        </h1>
        {lead && <p class="md-hero__lead">{lead}</p>}
        {children}
      </div>
    </section>
  );
}

/** A whole page of the portal. Give it to `renderPage`. */
export function Layout(props: LayoutProps) {
  const { context, service, scripts, back, hero, wide, children } = props;
  return (
    <Document {...context} title={windowTitle(props)} scripts={scripts}>
      <SkipLink locale={context.locale} />
      <Header context={context} service={service} />
      {hero}
      <div class="md-width">
        <Back context={context} back={back} />
        <main id="main-content" class={wide ? 'md-main' : 'md-main md-main--measure'} tabIndex={-1}>
          {children}
        </main>
      </div>
      <Footer context={context} />
    </Document>
  );
}

/** A whole page of the back office: dense, full width, no footer. */
export function OfficeLayout(props: Omit<LayoutProps, 'hero' | 'wide'>) {
  const { context, service, scripts, back, children } = props;
  return (
    <Document {...context} title={windowTitle(props)} scripts={scripts}>
      <SkipLink locale={context.locale} />
      <div class="md-office">
        <Header context={context} service={service} />
        <div class="md-width">
          <Back context={context} back={back} />
          <main id="main-content" class="md-main" tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
    </Document>
  );
}
