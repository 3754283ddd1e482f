CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"status" text NOT NULL,
	"order_id" uuid,
	"attempt_id" uuid,
	"details" jsonb NOT NULL,
	"resolution" text,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp with time zone,
	CONSTRAINT "cases_once" UNIQUE("kind","subject"),
	CONSTRAINT "cases_status" CHECK ("cases"."status" in ('open', 'resolved')),
	CONSTRAINT "cases_resolved_says_how" CHECK (("cases"."status" = 'resolved') = ("cases"."resolution" is not null)),
	CONSTRAINT "cases_kind" CHECK ("cases"."kind" in ('missing_here', 'missing_there', 'amount', 'double', 'orphan'))
);
--> statement-breakpoint
CREATE TABLE "ledger_cursors" (
	"reader" text PRIMARY KEY NOT NULL,
	"cursor" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"provider_payment_id" text NOT NULL,
	"provider_key" text NOT NULL,
	"merchant_order_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	"compared_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_lines_type" CHECK ("ledger_lines"."type" in ('charge', 'refund', 'reversal'))
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"attempt_number" integer NOT NULL,
	"locale" text NOT NULL,
	"recipient" text NOT NULL,
	"subject" text,
	"body" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lease_until" timestamp with time zone,
	"sends" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"last_error" text,
	CONSTRAINT "mails_once" UNIQUE("order_id","kind","attempt_number"),
	CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('confirmed', 'declined', 'review', 'cancelled', 'refunded'))
);
--> statement-breakpoint
CREATE TABLE "order_access" (
	"cookie_hash" text PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"provider_payment_id" text NOT NULL,
	"provider_key" text NOT NULL,
	"amount" integer NOT NULL,
	"reason" text NOT NULL,
	"restock" boolean NOT NULL,
	"status" text NOT NULL,
	"sends" integer DEFAULT 0 NOT NULL,
	"checks" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"last_checked_at" timestamp with time zone,
	"next_check_at" timestamp with time zone,
	"review_due_at" timestamp with time zone,
	"last_result" text,
	"provider_refund_id" text,
	"requested_by" text NOT NULL,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"succeeded_at" timestamp with time zone,
	CONSTRAINT "refunds_provider_key" UNIQUE("provider_key"),
	CONSTRAINT "refunds_provider_payment" UNIQUE("provider_payment_id"),
	CONSTRAINT "refunds_amount_positive" CHECK ("refunds"."amount" > 0),
	CONSTRAINT "refunds_status" CHECK ("refunds"."status" in ('created', 'sending', 'pending', 'unknown', 'succeeded', 'review')),
	CONSTRAINT "refunds_sending_has_lease" CHECK ("refunds"."status" <> 'sending' or "refunds"."lease_until" is not null),
	CONSTRAINT "refunds_unfinished_has_next_check" CHECK ("refunds"."status" = 'succeeded' or "refunds"."next_check_at" is not null),
	CONSTRAINT "refunds_review_has_deadline" CHECK ("refunds"."status" <> 'review' or "refunds"."review_due_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "review_votes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"attempt_id" uuid NOT NULL,
	"admin" text NOT NULL,
	"verdict" text NOT NULL,
	"reason" text NOT NULL,
	"provider_payment_id" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_votes_one_per_admin" UNIQUE("attempt_id","admin"),
	CONSTRAINT "review_votes_verdict" CHECK ("review_votes"."verdict" in ('paid', 'declined', 'not_charged')),
	CONSTRAINT "review_votes_reason" CHECK (length("review_votes"."reason") >= 10),
	CONSTRAINT "review_votes_paid_names_payment" CHECK ("review_votes"."verdict" <> 'paid' or "review_votes"."provider_payment_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"key" text,
	"raw_body" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"followed_at" timestamp with time zone,
	"outcome" text,
	CONSTRAINT "webhooks_id_not_empty" CHECK (length("webhooks"."id") between 1 and 255)
);
--> statement-breakpoint
ALTER TABLE "reservations" DROP CONSTRAINT "reservations_status";--> statement-breakpoint
ALTER TABLE "transitions" DROP CONSTRAINT "transitions_subject";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "cancel_requested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "refund_id" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_access" ADD CONSTRAINT "order_access_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_links" ADD CONSTRAINT "order_links_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_votes" ADD CONSTRAINT "review_votes_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cases_open" ON "cases" USING btree ("opened_at") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "ledger_lines_key" ON "ledger_lines" USING btree ("provider_key");--> statement-breakpoint
CREATE INDEX "ledger_lines_payment" ON "ledger_lines" USING btree ("provider_payment_id");--> statement-breakpoint
CREATE INDEX "ledger_lines_order" ON "ledger_lines" USING btree ("merchant_order_id");--> statement-breakpoint
CREATE INDEX "mails_unsent" ON "mails" USING btree ("created_at") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "order_access_order" ON "order_access" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_links_order" ON "order_links" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_one_per_attempt" ON "refunds" USING btree ("attempt_id") WHERE reason <> 'surplus';--> statement-breakpoint
CREATE INDEX "refunds_order" ON "refunds" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "refunds_due" ON "refunds" USING btree ("next_check_at") WHERE next_check_at is not null;--> statement-breakpoint
CREATE INDEX "webhooks_key" ON "webhooks" USING btree ("key");--> statement-breakpoint
CREATE INDEX "webhooks_unfollowed" ON "webhooks" USING btree ("received_at") WHERE followed_at is null;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_status" CHECK ("reservations"."status" in ('held', 'committed', 'released', 'returned'));--> statement-breakpoint
ALTER TABLE "transitions" ADD CONSTRAINT "transitions_subject" CHECK ("transitions"."subject" in ('order', 'attempt', 'refund'));