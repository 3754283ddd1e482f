import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { SellerFacts } from './seller-facts.tsx';

const PAGES = [
  { name: 'guide', href: '/help' },
  { name: 'orders', href: '/orders/lookup' },
  { name: 'terms', href: '/terms' },
  { name: 'privacy', href: '/privacy' },
] as const;
/** Where anybody can look a Korean seller up by its registration number, as the law asks shops to link to. */
const SELLER_REGISTER = 'https://www.ftc.go.kr/bizCommPop.do?wrkr_no=';

const LINK =
  'inline-flex min-h-8 items-center text-ink underline-offset-4 hover:underline pointer-coarse:min-h-11';

/** Help, in the same place on every page, and the seller's details, plainly marked as those of a demo. */
export function ShopFooter() {
  const t = useTranslations('footer');
  return (
    <footer className="mt-16 border-t border-line bg-sunken text-sm text-muted">
      <div className="mx-auto grid max-w-6xl gap-8 px-4 py-10 sm:px-6 md:grid-cols-[10rem_1fr] lg:grid-cols-[10rem_1fr_18rem]">
        <nav aria-labelledby="service">
          <h2 id="service" className="font-semibold text-ink">
            {t('service')}
          </h2>
          <ul className="mt-1 grid grid-cols-2 md:grid-cols-1">
            {PAGES.map(({ name, href }) => (
              <li key={name}>
                <Link href={href} prefetch={false} className={LINK}>
                  {t(name)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div>
          <h2 className="font-semibold text-ink">{t('seller')}</h2>
          <SellerFacts />
          <p className="mt-1">
            <a
              href={SELLER_REGISTER + t('registrationValue').replaceAll('-', '')}
              rel="external noreferrer"
              className={LINK}
            >
              {t('check')} ({t('checkNote')})
            </a>
          </p>
        </div>
        <div className="md:col-start-2 lg:col-start-3">
          <p>
            <strong className="rounded border border-control-line px-1.5 py-0.5 text-ink">{t('demo')}</strong>
          </p>
          <p className="mt-3 max-w-prose">{t('demoNote')}</p>
          <p className="mt-3">{t('help', { email: t('emailValue') })}</p>
        </div>
      </div>
    </footer>
  );
}
