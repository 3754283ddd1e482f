-- The status changes that the rules allow. A test compares these rows with the tables in
-- server/payments/contract.ts and server/orders/contract.ts.
CREATE TABLE "legal_transitions" (
	"subject" text NOT NULL,
	"from_status" text NOT NULL,
	"to_status" text NOT NULL,
	PRIMARY KEY ("subject", "from_status", "to_status")
);
--> statement-breakpoint
INSERT INTO "legal_transitions" VALUES
	('attempt', 'created', 'sending'),
	('attempt', 'created', 'abandoned'),
	('attempt', 'sending', 'paid'),
	('attempt', 'sending', 'declined'),
	('attempt', 'sending', 'not_charged'),
	('attempt', 'sending', 'pending'),
	('attempt', 'sending', 'unknown'),
	('attempt', 'pending', 'paid'),
	('attempt', 'pending', 'declined'),
	('attempt', 'pending', 'not_charged'),
	('attempt', 'pending', 'fencing'),
	('attempt', 'pending', 'review'),
	('attempt', 'unknown', 'paid'),
	('attempt', 'unknown', 'declined'),
	('attempt', 'unknown', 'not_charged'),
	('attempt', 'unknown', 'fencing'),
	('attempt', 'unknown', 'review'),
	('attempt', 'fencing', 'paid'),
	('attempt', 'fencing', 'not_charged'),
	('attempt', 'fencing', 'review'),
	('attempt', 'review', 'paid'),
	('attempt', 'review', 'declined'),
	('attempt', 'review', 'not_charged'),
	('attempt', 'declined', 'paid'),
	('attempt', 'not_charged', 'paid'),
	('attempt', 'abandoned', 'paid'),
	('order', 'placed', 'confirmed'),
	('order', 'placed', 'cancelled'),
	('order', 'confirmed', 'refunding'),
	('order', 'refunding', 'refunded'),
	('reservation', 'held', 'committed'),
	('reservation', 'held', 'released');
--> statement-breakpoint
CREATE FUNCTION "refuse_illegal_transition"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.status IS DISTINCT FROM OLD.status AND NOT EXISTS (
		SELECT FROM legal_transitions
		WHERE subject = TG_ARGV[0] AND from_status = OLD.status AND to_status = NEW.status
	) THEN
		RAISE EXCEPTION 'illegal % transition: % -> %', TG_ARGV[0], OLD.status, NEW.status
			USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_transitions';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "attempts_legal_transition" BEFORE UPDATE OF "status" ON "attempts"
	FOR EACH ROW EXECUTE FUNCTION "refuse_illegal_transition"('attempt');
--> statement-breakpoint
CREATE TRIGGER "orders_legal_transition" BEFORE UPDATE OF "status" ON "orders"
	FOR EACH ROW EXECUTE FUNCTION "refuse_illegal_transition"('order');
--> statement-breakpoint
CREATE TRIGGER "reservations_legal_transition" BEFORE UPDATE OF "status" ON "reservations"
	FOR EACH ROW EXECUTE FUNCTION "refuse_illegal_transition"('reservation');
--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'append_only';
END $$;
--> statement-breakpoint
CREATE TRIGGER "evidence_append_only" BEFORE UPDATE OR DELETE ON "evidence"
	FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "transitions_append_only" BEFORE UPDATE OR DELETE ON "transitions"
	FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
