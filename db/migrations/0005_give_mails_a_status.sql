ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
DROP INDEX "mails_unsent";--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "status" text DEFAULT 'owed' NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "next_send_at" timestamp with time zone DEFAULT now();--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("next_send_at") WHERE next_send_at is not null;--> statement-breakpoint
ALTER TABLE "mails" DROP COLUMN "lease_until";--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_status" CHECK ("mails"."status" in ('owed', 'sent', 'kept', 'outdated', 'failed'));--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_owed_has_next_send" CHECK (("mails"."status" = 'owed') = ("mails"."next_send_at" is not null));--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_sent_has_time" CHECK (("mails"."status" = 'sent') = ("mails"."sent_at" is not null));--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('confirmed', 'declined', 'review', 'cancelled', 'refunded', 'surplus_refunded'));