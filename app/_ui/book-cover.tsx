import { COVER, type CoverBook, coverArt } from '#app/_present/cover-art.ts';
import type { Locale } from '#server/orders/contract.ts';

const SERIF = {
  ko: "'Noto Serif KR','Noto Serif CJK KR','Nanum Myeongjo',AppleMyungjo,Batang,serif",
  en: "'Iowan Old Style','Palatino Linotype',Palatino,Georgia,'Noto Serif',serif",
};
const SANS = "system-ui,'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR','Noto Sans CJK KR',sans-serif";

/**
 * The cover of a book, drawn by the shop: an inline SVG of 2 : 3 that fills the width it is given. It is
 * decoration to a screen reader, so the title has to stand beside it as text.
 */
export function BookCover({ book, locale }: { book: CoverBook; locale: Locale }) {
  const { palette, panel, shapes, label, textX, centred, title, author } = coverArt(book, locale);
  return (
    <svg
      viewBox={`0 0 ${COVER.width} ${COVER.height}`}
      width="100%"
      className="block"
      lang={locale}
      aria-hidden="true"
      focusable="false"
      fill={palette.ink}
      textAnchor={centred ? 'middle' : 'start'}
    >
      <rect {...COVER} fill={palette.paper} />
      {/* An svg of its own cuts the drawing at the panel's edge without an id that two covers could share. */}
      <svg {...panel} aria-hidden="true">
        <rect width={panel.width} height={panel.height} fill={palette.field} />
        {shapes.map((shape) => (
          <path key={shape.d} d={shape.d} fill={palette[shape.tone]} />
        ))}
      </svg>
      {label && (
        <>
          <rect {...label} fill={palette.paper} />
          <rect
            x={label.x + 5}
            y={label.y + 5}
            width={label.width - 10}
            height={label.height - 10}
            fill="none"
            stroke={palette.ink}
            strokeOpacity={0.35}
          />
        </>
      )}
      <g fontFamily={SERIF[locale]} fontWeight={700} fontSize={title.size} letterSpacing="-0.01em">
        {title.lines.map((line) => (
          <text key={line.y} x={textX} y={line.y}>
            {line.text}
          </text>
        ))}
      </g>
      <text
        x={textX}
        y={author.y}
        fontFamily={SANS}
        fontSize={author.size}
        fontWeight={500}
        fillOpacity={0.86}
      >
        {author.text}
      </text>
      {/* The fold of the spine, and an edge that keeps a pale cover off a white page and a dark one off a black. */}
      <rect width={7} height={COVER.height} fill="#000" fillOpacity={0.12} />
      <rect x={7} width={1} height={COVER.height} fill="#fff" fillOpacity={0.14} />
      <rect
        x={0.5}
        y={0.5}
        width={COVER.width - 1}
        height={COVER.height - 1}
        fill="none"
        stroke={palette.ink}
        strokeOpacity={0.16}
      />
    </svg>
  );
}
