import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AnswerNotice } from './answer-notice.tsx';
import { readAnswer } from './last-answer.ts';
import { LookUpForm } from './look-up-form.tsx';
import { WhereToFind } from './where-to-find.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lookup');
  const answer = await readAnswer();
  // A screen reader begins with the title: after a miss that is the news.
  return { title: answer ? t(`answer.${answer.kind}.title`) : t('title') };
}

/** Where guests find their order in another browser. Needs no JavaScript. */
export default async function LookUpPage() {
  const t = await getTranslations('lookup');
  const answer = await readAnswer();
  return (
    <div className="mx-auto grid max-w-4xl gap-10 md:grid-cols-[1fr_18rem] md:gap-14">
      <div>
        <h1 className="font-serif text-3xl font-bold">{t('title')}</h1>
        <p className="mt-3 max-w-prose text-muted">{t('intro')}</p>
        {answer && <AnswerNotice answer={answer} />}
        <LookUpForm answer={answer} />
      </div>
      <WhereToFind />
    </div>
  );
}
