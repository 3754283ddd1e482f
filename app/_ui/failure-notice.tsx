import { buttonClass } from './button-class.ts';

type FailureNoticeProps = {
  /** What the shop's log calls this failure, so that somebody can be helped with it. */
  reference: string | undefined;
  onRetry: () => void;
};

/**
 * Shown when a page could not be made. It says both languages itself: whatever failed may be what would have
 * chosen between them. It knows nothing of any payment, so it claims nothing about one.
 */
export function FailureNotice({ reference, onRetry }: FailureNoticeProps) {
  return (
    <div className="mx-auto max-w-lg px-4 py-24 text-center">
      <div lang="ko">
        <h1 className="font-serif text-2xl font-bold">화면을 불러오지 못했어요</h1>
        <p className="mt-2 text-muted">
          죄송합니다. 접수된 주문은 그대로 있습니다. 결제하던 중이었다면 다시 결제하지 말고, 이 화면을 먼저
          다시 불러와 주세요.
        </p>
      </div>
      <div lang="en" className="mt-6">
        <h2 className="font-serif text-xl font-bold">We couldn't load this page</h2>
        <p className="mt-2 text-muted">
          Sorry. Any order you placed is safe with us. If you were paying, please don't pay again: load this
          page again first.
        </p>
      </div>
      <p className="mt-8 flex flex-wrap justify-center gap-3">
        <button type="button" onClick={onRetry} className={buttonClass('primary')}>
          다시 불러오기 · Try again
        </button>
        {/* Not a link of the router, which may be what is broken. */}
        <a href="/orders/lookup" className={buttonClass('secondary')}>
          주문조회 · Find an order
        </a>
      </p>
      {reference && <p className="mt-6 text-sm text-muted">오류 번호 · Reference {reference}</p>}
    </div>
  );
}
