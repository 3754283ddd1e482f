-- The status changes of refunds that the rules allow, and copies that come back after a refund.
INSERT INTO "legal_transitions" VALUES
	('refund', 'created', 'sending'),
	('refund', 'sending', 'succeeded'),
	('refund', 'sending', 'pending'),
	('refund', 'sending', 'unknown'),
	('refund', 'sending', 'review'),
	('refund', 'pending', 'succeeded'),
	('refund', 'pending', 'sending'),
	('refund', 'pending', 'review'),
	('refund', 'unknown', 'succeeded'),
	('refund', 'unknown', 'sending'),
	('refund', 'unknown', 'review'),
	('refund', 'review', 'succeeded'),
	('refund', 'review', 'sending'),
	('reservation', 'committed', 'returned');
--> statement-breakpoint
CREATE TRIGGER "refunds_legal_transition" BEFORE UPDATE OF "status" ON "refunds"
	FOR EACH ROW EXECUTE FUNCTION "refuse_illegal_transition"('refund');
--> statement-breakpoint
CREATE FUNCTION "refuse_refund_above_charge"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.amount > (SELECT amount FROM attempts WHERE id = NEW.attempt_id) THEN
		RAISE EXCEPTION 'a refund of % won is more than was charged', NEW.amount
			USING ERRCODE = 'check_violation', CONSTRAINT = 'refunds_at_most_the_charge';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "refunds_at_most_the_charge" BEFORE INSERT OR UPDATE OF "amount" ON "refunds"
	FOR EACH ROW EXECUTE FUNCTION "refuse_refund_above_charge"();
