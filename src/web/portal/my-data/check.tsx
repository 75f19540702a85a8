import { Type } from 'typebox';
import {
  Button,
  DateText,
  ErrorSummary,
  FileUpload,
  Form,
  Heading,
  Layout,
  List,
  NotificationBanner,
  type PageContext,
  Paragraph,
  renderPage,
  SummaryList,
  WarningText,
} from '../../../design/index.ts';
import { checkFile, type FileCheck, numberOfDigest, readSignature, type SignedData } from '../../../exchange/index.ts';
import { type Locale, page, type Route, route, say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { CHECK } from './check-words.ts';
import { DOWNLOAD } from './download-words.ts';

/** The largest file that is looked at. */
const MOST_MB = 4;
const PATH = '/documents/check';

/** What was found out: of a file, or of the code on a paper. */
type Found = FileCheck | { state: 'paper'; signed: SignedData } | { state: 'no-paper' };

/** Where anybody checks what somebody gave them: a file, or the code on its print. Nothing is kept. */
export function checkRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: PATH,
      audience: 'public',
      summary: 'Where anybody checks a file of personal data, or the code on its print',
      query: Type.Object({ proof: Type.Optional(Type.String({ maxLength: 4_000 })) }),
      perMinute: 60,
      async handle(call) {
        const { proof } = call.query;
        if (proof === undefined) return show(site, call, {});
        const signed = await readSignature(gov, proof);
        return show(site, call, { found: signed ? { state: 'paper', signed } : { state: 'no-paper' } });
      },
    }),
    route({
      method: 'POST',
      path: PATH,
      audience: 'public',
      summary: 'Checks a file of personal data against its signature',
      perMinute: 30,
      async handle(call) {
        const file = await fileIn(call.request);
        if (!file) return show(site, call, { problem: CHECK.chooseFile });
        if (file === 'too-large') return show(site, call, { problem: CHECK.tooLarge });
        return show(site, call, { found: await checkFile(gov, file) });
      },
    }),
  ];
}

/** The file of a form; no more of it is listened to than a form of this size may have. */
async function fileIn(request: Request): Promise<Buffer | 'too-large' | undefined> {
  const most = MOST_MB * 1024 * 1024;
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.length;
    if (size > most) return 'too-large';
    pieces.push(piece);
  }
  const type = request.headers.get('content-type') ?? '';
  const form = await new Response(Buffer.concat(pieces), { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined);
  const file = form?.get('file');
  return file instanceof File && file.size > 0 ? Buffer.from(await file.arrayBuffer()) : undefined;
}

interface Shown {
  found?: Found;
  problem?: Text;
}

async function show(site: Site, call: PageCall, shown: Shown): Promise<Response> {
  const context = await pageContext(site, { ...call, here: PATH });
  return page(renderPage(<CheckPage gov={site.gov} context={context} {...shown} />), shown.problem ? 422 : 200);
}

function CheckPage({ gov, context, found, problem }: Shown & { gov: Government; context: PageContext }) {
  const { locale } = context;
  const wrong = problem && say(problem, locale, { mb: MOST_MB });
  return (
    <Layout context={context} title={CHECK.title[locale]} failed={problem !== undefined}>
      <ErrorSummary locale={locale} errors={wrong ? [{ text: wrong, href: '#file' }] : []} />
      {found && <Outcome gov={gov} locale={locale} found={found} />}
      <Heading size="xl">{CHECK.title[locale]}</Heading>
      <Paragraph size="l">{CHECK.lead[locale]}</Paragraph>
      <Form action={PATH} upload>
        <FileUpload
          locale={locale}
          name="file"
          label={CHECK.file[locale]}
          hint={say(CHECK.fileHint, locale, { mb: MOST_MB })}
          accept=".pdf,.json,application/pdf,application/json"
          {...(wrong && { error: wrong })}
        />
        <Button>{CHECK.check[locale]}</Button>
      </Form>
    </Layout>
  );
}

/** What each outcome says. What is not as it should be is no success. */
const OUTCOMES: Record<Found['state'], { heading: Text; help?: Text; good: boolean }> = {
  whole: { heading: CHECK.whole, good: true },
  paper: { heading: CHECK.paperTrue, help: CHECK.paperHelp, good: true },
  changed: { heading: CHECK.changed, help: CHECK.changedHelp, good: false },
  unsigned: { heading: CHECK.unsigned, help: CHECK.unsignedHelp, good: false },
  'no-paper': { heading: CHECK.paperFalse, good: false },
};

function Outcome({ gov, locale, found }: { gov: Government; locale: Locale; found: Found }) {
  const { heading, help, good } = OUTCOMES[found.state];
  if (!good)
    return (
      <>
        <WarningText locale={locale}>{heading[locale]}</WarningText>
        {help && <Paragraph>{help[locale]}</Paragraph>}
      </>
    );
  return (
    <NotificationBanner locale={locale} tone="success" heading={heading[locale]}>
      {help && <Paragraph>{help[locale]}</Paragraph>}
      {'signed' in found && (
        <Signed gov={gov} locale={locale} signed={found.signed} isPaper={found.state === 'paper'} />
      )}
    </NotificationBanner>
  );
}

function Signed({
  gov,
  locale,
  signed: { iat, digest, fields },
  isPaper,
}: {
  gov: Government;
  locale: Locale;
  signed: SignedData;
  isPaper: boolean;
}) {
  const at = new Date(iat * 1_000).toISOString();
  const holds = Object.entries(fields).map(([id, count]) =>
    say(CHECK.fieldsOf, locale, { registry: gov.pack.registries.get(id)?.title[locale] ?? id, count }),
  );
  return (
    <SummaryList
      locale={locale}
      rows={[
        ...(isPaper ? [{ key: DOWNLOAD.number[locale], value: numberOfDigest(digest) }] : []),
        {
          key: CHECK.madeAt[locale],
          value: <DateText locale={locale} iso={at} zone={gov.pack.timeZone} form="time" />,
        },
        { key: CHECK.holds[locale], value: <List kind="plain" items={holds} /> },
      ]}
    />
  );
}
