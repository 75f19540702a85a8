import { Button, ButtonLink, type PageContext, Paragraph, Section } from '../../../design/index.ts';
import type { Government } from '../../../pack/index.ts';
import { registriesOf } from '../../../services/index.ts';
import { CONTROL } from './state.ts';
import { FINDER } from './words.ts';

interface LookProps {
  gov: Government;
  context: PageContext;
}

/** Who is not signed in is shown the way. */
export function SignInPanel({ context: { locale, signInHref } }: Pick<LookProps, 'context'>) {
  return (
    <Section id="look" title={FINDER.lookTitle[locale]} size="s">
      <Paragraph>{FINDER.signInFor[locale]}</Paragraph>
      {signInHref && (
        <ButtonLink href={signInHref} variant="secondary">
          {FINDER.signIn[locale]}
        </ButtonLink>
      )}
    </Section>
  );
}

/** The person's agreement that the registries are looked into now. */
export function LookPanel({ gov, context: { locale } }: LookProps) {
  const agencies = new Set(registriesOf(gov.pack).map(({ agency }) => gov.pack.agencies.get(agency)!.title[locale]));
  return (
    <Section id="look" title={FINDER.lookTitle[locale]} size="s">
      <Paragraph>{FINDER.lookLead[locale]}</Paragraph>
      <Paragraph size="s">
        <strong>{FINDER.lookAgencies[locale]}</strong> {[...agencies].join(' · ')}
      </Paragraph>
      <Paragraph size="s">{FINDER.lookKept[locale]}</Paragraph>
      <Button name={CONTROL.act} value="look">
        {FINDER.look[locale]}
      </Button>
    </Section>
  );
}
