CREATE TABLE "cart_lines" (
	"buyer_id" uuid NOT NULL,
	"book_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"seen_price" integer NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cart_lines_buyer_id_book_id_pk" PRIMARY KEY("buyer_id","book_id"),
	CONSTRAINT "cart_lines_quantity" CHECK ("cart_lines"."quantity" between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "books" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"title_ko" text NOT NULL,
	"title_en" text NOT NULL,
	"author_ko" text NOT NULL,
	"author_en" text NOT NULL,
	"publisher_ko" text NOT NULL,
	"publisher_en" text NOT NULL,
	"published_year" integer NOT NULL,
	"pages" integer NOT NULL,
	"isbn13" text,
	"category" text NOT NULL,
	"description_ko" text NOT NULL,
	"description_en" text NOT NULL,
	"list_price" integer NOT NULL,
	"sale_price" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "books_slug_unique" UNIQUE("slug"),
	CONSTRAINT "books_isbn13_unique" UNIQUE("isbn13"),
	CONSTRAINT "books_sale_price_positive" CHECK ("books"."sale_price" > 0),
	CONSTRAINT "books_sale_price_at_most_list" CHECK ("books"."sale_price" <= "books"."list_price"),
	CONSTRAINT "books_discount_at_most_tenth" CHECK ("books"."sale_price"::bigint * 10 >= "books"."list_price"::bigint * 9),
	CONSTRAINT "books_pages_positive" CHECK ("books"."pages" > 0)
);
--> statement-breakpoint
CREATE TABLE "stock" (
	"book_id" uuid PRIMARY KEY NOT NULL,
	"received" integer NOT NULL,
	"available" integer NOT NULL,
	CONSTRAINT "stock_available_not_negative" CHECK ("stock"."available" >= 0),
	CONSTRAINT "stock_available_at_most_received" CHECK ("stock"."available" <= "stock"."received")
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"order_id" uuid NOT NULL,
	"book_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"unit_price" integer NOT NULL,
	CONSTRAINT "order_lines_order_id_book_id_pk" PRIMARY KEY("order_id","book_id"),
	CONSTRAINT "order_lines_quantity_positive" CHECK ("order_lines"."quantity" > 0),
	CONSTRAINT "order_lines_unit_price_positive" CHECK ("order_lines"."unit_price" > 0)
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"buyer_id" uuid NOT NULL,
	"client_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" text NOT NULL,
	"email" text NOT NULL,
	"phone" text NOT NULL,
	"recipient" text NOT NULL,
	"postcode" text NOT NULL,
	"address1" text NOT NULL,
	"address2" text NOT NULL,
	"locale" text NOT NULL,
	"items_total" integer NOT NULL,
	"shipping" integer NOT NULL,
	"total" integer NOT NULL,
	"retry_until" timestamp with time zone,
	"cancel_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"placed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_number_unique" UNIQUE("number"),
	CONSTRAINT "orders_buyer_client_key" UNIQUE("buyer_id","client_key"),
	CONSTRAINT "orders_status" CHECK ("orders"."status" in ('placed', 'confirmed', 'cancelled', 'refunding', 'refunded')),
	CONSTRAINT "orders_total_positive" CHECK ("orders"."total" > 0),
	CONSTRAINT "orders_total_adds_up" CHECK ("orders"."total" = "orders"."items_total" + "orders"."shipping"),
	CONSTRAINT "orders_shipping_not_negative" CHECK ("orders"."shipping" >= 0),
	CONSTRAINT "orders_cancelled_with_reason" CHECK (("orders"."status" = 'cancelled') = ("orders"."cancel_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "reservations" (
	"order_id" uuid NOT NULL,
	"book_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "reservations_order_id_book_id_pk" PRIMARY KEY("order_id","book_id"),
	CONSTRAINT "reservations_quantity_positive" CHECK ("reservations"."quantity" > 0),
	CONSTRAINT "reservations_status" CHECK ("reservations"."status" in ('held', 'committed', 'released'))
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"provider_key" text NOT NULL,
	"amount" integer NOT NULL,
	"payment_token" text NOT NULL,
	"status" text NOT NULL,
	"sends" integer DEFAULT 0 NOT NULL,
	"harmless_sends" integer DEFAULT 0 NOT NULL,
	"checks" integer DEFAULT 0 NOT NULL,
	"fences" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"last_checked_at" timestamp with time zone,
	"next_check_at" timestamp with time zone,
	"review_due_at" timestamp with time zone,
	"last_result" text,
	"decline_code" text,
	"provider_payment_id" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attempts_provider_key" UNIQUE("provider_key"),
	CONSTRAINT "attempts_order_number" UNIQUE("order_id","number"),
	CONSTRAINT "attempts_amount_positive" CHECK ("attempts"."amount" > 0),
	CONSTRAINT "attempts_status" CHECK ("attempts"."status" in ('created', 'sending', 'pending', 'unknown', 'fencing', 'review', 'paid', 'declined', 'not_charged', 'abandoned')),
	CONSTRAINT "attempts_harmless_sends" CHECK ("attempts"."harmless_sends" between 0 and "attempts"."sends"),
	CONSTRAINT "attempts_sending_has_lease" CHECK ("attempts"."status" <> 'sending' or "attempts"."lease_until" is not null),
	CONSTRAINT "attempts_live_has_next_check" CHECK ("attempts"."status" in ('paid', 'declined', 'not_charged', 'abandoned') or "attempts"."next_check_at" is not null),
	CONSTRAINT "attempts_review_has_deadline" CHECK ("attempts"."status" <> 'review' or "attempts"."review_due_at" is not null),
	CONSTRAINT "attempts_paid_has_payment" CHECK ("attempts"."status" <> 'paid' or "attempts"."provider_payment_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "evidence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"attempt_id" uuid NOT NULL,
	"source" text NOT NULL,
	"actor" text NOT NULL,
	"finding" text NOT NULL,
	"detail" text,
	"request_id" text,
	"raw_body" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transitions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "transitions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subject" text NOT NULL,
	"order_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"from_status" text,
	"to_status" text NOT NULL,
	"actor" text NOT NULL,
	"evidence_id" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transitions_subject" CHECK ("transitions"."subject" in ('order', 'attempt'))
);
--> statement-breakpoint
ALTER TABLE "cart_lines" ADD CONSTRAINT "cart_lines_book_id_books_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."books"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock" ADD CONSTRAINT "stock_book_id_books_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."books"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_book_id_books_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."books"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_book_id_books_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."books"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transitions" ADD CONSTRAINT "transitions_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transitions" ADD CONSTRAINT "transitions_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transitions" ADD CONSTRAINT "transitions_evidence_id_evidence_id_fk" FOREIGN KEY ("evidence_id") REFERENCES "public"."evidence"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "books_category" ON "books" USING btree ("category");--> statement-breakpoint
CREATE INDEX "orders_retry_until" ON "orders" USING btree ("retry_until") WHERE status = 'placed' and retry_until is not null;--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "outbox" USING btree ("created_at") WHERE sent_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_live_per_order" ON "attempts" USING btree ("order_id") WHERE status in ('created', 'sending', 'pending', 'unknown', 'fencing', 'review');--> statement-breakpoint
CREATE INDEX "attempts_due" ON "attempts" USING btree ("next_check_at") WHERE next_check_at is not null;--> statement-breakpoint
CREATE INDEX "evidence_attempt" ON "evidence" USING btree ("attempt_id","id");--> statement-breakpoint
CREATE INDEX "transitions_order" ON "transitions" USING btree ("order_id","id");