-- The embedded Inngest engine's own tables (docs/adr/0003-embedded-inngest-engine.md). Nothing in the
-- shop reads them; the queue beside them is graphile-worker's, in a schema which it migrates itself.
--
-- Payloads are json, not jsonb: a step may return any JSON text, and jsonb refuses \u0000. A result that
-- cannot be saved would make its step run again for ever.
CREATE SCHEMA "inngest_embedded";
--> statement-breakpoint
CREATE TABLE "inngest_embedded"."runs" (
	"id" text PRIMARY KEY,
	"function_id" text NOT NULL,
	"event" json NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	-- Failed tries of the code between steps since it last got anywhere.
	"attempt" integer DEFAULT 0 NOT NULL,
	-- Calls in a row that never reached the function (the shop is down or restarting).
	"unreachable" integer DEFAULT 0 NOT NULL,
	-- The earliest moment at which anything is to be done for this run.
	"wake_at" timestamp with time zone NOT NULL,
	"output" json,
	"last_error" json,
	"parent_run_id" text REFERENCES "inngest_embedded"."runs"("id") ON DELETE SET NULL,
	"parent_step_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "runs_status" CHECK ("status" IN ('running', 'completed', 'failed')),
	CONSTRAINT "runs_finished_once_not_running" CHECK (("status" = 'running') = ("finished_at" IS NULL)),
	CONSTRAINT "runs_counts" CHECK ("attempt" >= 0 AND "unreachable" >= 0)
);
--> statement-breakpoint
-- For finding what is due next, and for listing what is alive.
CREATE INDEX "runs_awake" ON "inngest_embedded"."runs" ("wake_at") WHERE "status" = 'running';
--> statement-breakpoint
-- For removing old finished runs.
CREATE INDEX "runs_finished" ON "inngest_embedded"."runs" ("finished_at") WHERE "status" <> 'running';
--> statement-breakpoint
-- Removing a run looks for the runs it invoked.
CREATE INDEX "runs_parent" ON "inngest_embedded"."runs" ("parent_run_id") WHERE "parent_run_id" IS NOT NULL;
--> statement-breakpoint
-- The SDK replays finished steps in the order in which they finished.
CREATE SEQUENCE "inngest_embedded"."step_finish_order";
--> statement-breakpoint
CREATE TABLE "inngest_embedded"."steps" (
	"run_id" text NOT NULL REFERENCES "inngest_embedded"."runs"("id") ON DELETE CASCADE,
	-- SHA-1 of the step's id, as the SDK sends it.
	"id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	-- When the step is to be tried again, the sleep ends, or the wait times out.
	"wake_at" timestamp with time zone NOT NULL,
	"wait_event" text,
	"wait_if" text,
	-- What the SDK is told about the step from now on; NULL until it is finished.
	"memo" json,
	"finish_order" bigint,
	"last_error" json,
	PRIMARY KEY ("run_id", "id"),
	CONSTRAINT "steps_kind" CHECK ("kind" IN ('run', 'sleep', 'wait', 'invoke')),
	CONSTRAINT "steps_memo_when_finished" CHECK (("memo" IS NULL) = ("finish_order" IS NULL)),
	CONSTRAINT "steps_wait_names_event" CHECK (("kind" = 'wait') = ("wait_event" IS NOT NULL))
);
--> statement-breakpoint
-- An arriving event looks for the steps that wait for its name.
CREATE INDEX "steps_waiting" ON "inngest_embedded"."steps" ("wait_event") WHERE "finish_order" IS NULL AND "wait_event" IS NOT NULL;
--> statement-breakpoint
-- What a function has already been started for: the same key again within its day starts nothing.
CREATE TABLE "inngest_embedded"."started" (
	"function_id" text NOT NULL,
	"key" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	PRIMARY KEY ("function_id", "key")
);
--> statement-breakpoint
-- For removing expired keys.
CREATE INDEX "started_expiry" ON "inngest_embedded"."started" ("expires_at");
