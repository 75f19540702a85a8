import { Button, ErrorSummary, Form, Heading, Layout, type PageContext, Paragraph } from '../../../design/index.ts';
import type { Text } from '../../../kernel/index.ts';
import { KeysArea } from './hand-in.tsx';
import { RECEIVERS } from './words.ts';

interface KeysProps {
  context: PageContext;
  party: string;
  title: string;
  said: string;
  problem: Text | undefined;
}

/** Where the keys of a receiver are replaced, at once: one may have leaked. */
export function ReplaceKeys({ context, party, title, said, problem }: KeysProps) {
  const { locale } = context;
  return (
    <Layout
      context={context}
      title={RECEIVERS.replaceKeys[locale]}
      back={{ href: `/receivers/${party}`, text: title }}
      failed={problem !== undefined}
    >
      <ErrorSummary locale={locale} errors={problem ? [{ text: problem[locale], href: '#keys' }] : []} />
      <Heading caption={title}>{RECEIVERS.replaceKeys[locale]}</Heading>
      <Paragraph>{RECEIVERS.replaceKeysLead[locale]}</Paragraph>
      <Form action={`/receivers/${party}/keys`}>
        <KeysArea context={context} value={said} error={problem?.[locale]} />
        <Button>{RECEIVERS.replaceKeys[locale]}</Button>
      </Form>
    </Layout>
  );
}
