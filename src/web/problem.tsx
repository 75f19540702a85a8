import { Layout, Problem, type ProblemKind, renderPage } from '../design/index.ts';
import { postsOf } from '../identity/index.ts';
import { AppError, type ErrorCode, page, redirect, type Text } from '../kernel/index.ts';
import { proofAddress } from './proof/prove-first.tsx';
import { type PageCall, pageContext, type Site } from './site.ts';
import { WORDS } from './words.ts';

const KINDS: Partial<Record<ErrorCode, ProblemKind>> = {
  'not-found': 'notFound',
  gone: 'gone',
  'bad-request': 'refused',
  invalid: 'refused',
  conflict: 'refused',
  'too-large': 'refused',
  'unsupported-media-type': 'refused',
  forbidden: 'forbidden',
  unavailable: 'unavailable',
  internal: 'failed',
};

/** An error as a page that says what was wrong and what to do; who is not signed in is shown the way in. */
export async function problemPage(site: Site, error: AppError, call: PageCall): Promise<Response> {
  if (error.code === 'not-signed-in') return redirect(`/sign-in?${new URLSearchParams({ next: call.here })}`);
  if (error.code === 'proof-needed') return redirect(proofAddress(call.here));
  if (error.code === 'forbidden' && (await hasOffice(site, call)))
    return redirect(`/sign-in/post?${new URLSearchParams({ next: call.here })}`);
  const { locale } = call.preferences;
  const kind = KINDS[error.code] ?? 'failed';
  const detail = typeof error.detail === 'string' ? undefined : error.detail[locale];
  const context = await pageContext(site, call);
  const html = renderPage(
    <Layout context={context} title={WORDS.problem[locale]}>
      <Problem locale={locale} kind={kind} detail={detail} homeHref={context.homeHref} />
    </Layout>,
  );
  return page(html, error.status);
}

/** Whether a page of the office was asked for by somebody who works there and has signed in as themselves. */
async function hasOffice({ gov }: Site, { caller, here }: PageCall): Promise<boolean> {
  if (caller.kind !== 'resident' || !/^\/office(?:[/?]|$)/.test(here)) return false;
  return (await postsOf(gov.db, caller.person)).length > 0;
}

/** What is wrong with something that a person wrote, to stand beside it; any other error goes on its way. */
export function whatToCorrect(error: unknown): Text {
  if (error instanceof AppError && error.code === 'invalid' && typeof error.detail !== 'string') return error.detail;
  throw error;
}
