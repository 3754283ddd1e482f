CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
-- The keys that type a text, words apart by one space: Hangul as the Latin letters on the same keys of the two-set
-- keyboard, other letters without case and accents, no punctuation. pg_trgm sees only what the database's locale calls
-- a letter, and under locale C that is ASCII: of Hangul it would see nothing. In keys a wrong jamo is a wrong letter,
-- and what was typed with the keyboard in the other language is the same text.
CREATE FUNCTION "search_keys"("words" text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
	SELECT coalesce(trim(regexp_replace(regexp_replace(string_agg(coalesce(
		-- The jamo in Unicode's order: first consonants, vowels, last consonants. A key that needs Shift is typed twice.
		('{r,rr,s,e,ee,f,a,q,qq,t,tt,d,w,ww,c,z,x,v,g}'::text[])[ascii(letter) - 0x10FF],
		('{k,o,i,oo,j,p,u,pp,h,hk,ho,hl,y,n,nj,np,nl,b,m,ml,l}'::text[])[ascii(letter) - 0x1160],
		('{r,rr,rt,s,sw,sg,e,f,fr,fa,fq,ft,fx,fv,fg,a,q,qt,t,tt,d,w,c,z,x,v,g}'::text[])[ascii(letter) - 0x11A7],
		-- Letters that Unicode does not take apart.
		CASE letter WHEN 'ø' THEN 'o' WHEN 'ł' THEN 'l' WHEN 'đ' THEN 'd' WHEN 'æ' THEN 'ae' WHEN 'œ' THEN 'oe' WHEN 'ß' THEN 'ss' ELSE letter END
	), '' ORDER BY place), '[''’\u0300-\u036F]', '', 'g'), '[^a-z0-9]+', ' ', 'g')), '')
	FROM string_to_table(normalize(lower(words COLLATE "pg_c_utf8"), NFKD), NULL) WITH ORDINALITY AS letters (letter, place)
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
DROP INDEX "books_category";--> statement-breakpoint
ALTER TABLE "books" ADD COLUMN "out_of_print" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "books" ADD COLUMN "on_sale_from" date;--> statement-breakpoint
ALTER TABLE "books" ADD COLUMN "popularity" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "books" ADD COLUMN "search_text" text GENERATED ALWAYS AS ('| ' || search_keys(title_ko) || ' | ' || replace(search_keys(title_ko), ' ', '') || ' | ' || search_keys(title_en) || ' | ' || search_keys(author_ko) || ' | ' || replace(search_keys(author_ko), ' ', '') || ' | ' || search_keys(author_en) || ' | ' || coalesce(isbn13, '') || ' |') STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "search_words_near" ON "search_words" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "books_search" ON "books" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "books_author" ON "books" USING btree ("author_ko");--> statement-breakpoint
CREATE INDEX "books_popular" ON "books" USING btree ("popularity","id","category","sale_price");--> statement-breakpoint
CREATE INDEX "books_newest" ON "books" USING btree ("published_year","id","category","sale_price");--> statement-breakpoint
CREATE INDEX "books_price" ON "books" USING btree ("sale_price","id","category");--> statement-breakpoint
CREATE INDEX "books_title_ko" ON "books" USING btree ("title_ko","id","category","sale_price");--> statement-breakpoint
CREATE INDEX "books_title_en" ON "books" USING btree ("title_en","id","category","sale_price");--> statement-breakpoint
CREATE INDEX "books_category" ON "books" USING btree ("category","popularity","id","sale_price");--> statement-breakpoint
ALTER TABLE "books" ADD CONSTRAINT "books_popularity_not_negative" CHECK ("books"."popularity" >= 0);
--> statement-breakpoint
CREATE FUNCTION "keep_search_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- In one order, so that two books that come in at once wait for each other and never both ways.
	INSERT INTO search_words
	SELECT DISTINCT word FROM string_to_table(NEW.search_text, ' ') AS word WHERE word ~ '^[a-z]{4,}$' ORDER BY word
	ON CONFLICT DO NOTHING;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "books_keep_search_words" AFTER INSERT OR UPDATE OF "title_ko", "title_en", "author_ko", "author_en" ON "books"
	FOR EACH ROW EXECUTE FUNCTION "keep_search_words"();
--> statement-breakpoint
INSERT INTO "search_words"
SELECT DISTINCT word FROM books, string_to_table(search_text, ' ') AS word WHERE word ~ '^[a-z]{4,}$';
