/**
 * Shown when a page could not be made. It says both languages itself: whatever failed may be what would have
 * chosen between them.
 */
export function FailureNotice({ onRetry }: { onRetry: () => void }) {
  return (
    <main className="mx-auto flex max-w-lg flex-1 flex-col justify-center px-4 py-24 text-center">
      <div lang="ko">
        <h1 className="font-serif text-2xl font-bold">화면을 불러오지 못했어요</h1>
        <p className="mt-2 text-muted">
          죄송합니다. 접수된 주문과 결제는 그대로 처리되고 있습니다. 다시 불러와 주세요.
        </p>
      </div>
      <div lang="en" className="mt-6">
        <p className="font-serif text-xl font-bold">We couldn't load this page</p>
        <p className="mt-2 text-muted">
          Sorry. Any order you placed and its payment go on as before. Please try again.
        </p>
      </div>
      <p className="mt-8">
        <button
          type="button"
          onClick={onRetry}
          className="min-h-11 rounded-md bg-accent px-5 py-2.5 font-semibold text-on-accent"
        >
          다시 불러오기 · Try again
        </button>
      </p>
    </main>
  );
}
