"""The database itself refuses to change what people decided, once it is closed."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION closed_is_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('closed', 'withdrawn') THEN
        RAISE EXCEPTION 'closed_is_closed: a counted decision is never changed'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER closed_is_closed BEFORE UPDATE OR DELETE ON decisions_decision
    FOR EACH ROW EXECUTE FUNCTION closed_is_closed();

CREATE FUNCTION the_electorate_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the_electorate_is_frozen: it was fixed on opening'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER the_electorate_is_frozen BEFORE UPDATE OR DELETE ON decisions_elector
    FOR EACH ROW EXECUTE FUNCTION the_electorate_is_frozen();

CREATE FUNCTION no_elector_comes_late() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT is_frozen FROM decisions_decision WHERE id = NEW.decision_id) THEN
        RAISE EXCEPTION 'no_elector_comes_late: who may decide was fixed on opening'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_elector_comes_late BEFORE INSERT ON decisions_elector
    FOR EACH ROW EXECUTE FUNCTION no_elector_comes_late();

CREATE FUNCTION frozen_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.is_frozen AND (NOT NEW.is_frozen OR NEW.rule <> OLD.rule
       OR NEW.about <> OLD.about OR NEW.about_edition <> OLD.about_edition
       OR NEW.act <> OLD.act OR NEW.text <> OLD.text) THEN
        RAISE EXCEPTION 'frozen_is_frozen: question, rule and people were fixed on opening'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen_is_frozen BEFORE UPDATE ON decisions_decision
    FOR EACH ROW EXECUTE FUNCTION frozen_is_frozen();

CREATE FUNCTION ballots_only_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held record;
BEGIN
    SELECT d.state, d.closes_at INTO held
        FROM decisions_elector e JOIN decisions_decision d ON d.id = e.decision_id
        WHERE e.id = COALESCE(NEW.elector_id, OLD.elector_id);
    IF held.state NOT IN ('open', 'talking')
       OR held.closes_at <= statement_timestamp() THEN
        RAISE EXCEPTION 'ballots_only_while_open: this decision takes no ballots now'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER ballots_only_while_open BEFORE INSERT OR UPDATE OR DELETE
    ON decisions_ballot FOR EACH ROW EXECUTE FUNCTION ballots_only_while_open();
"""
ALLOW = """
DROP TRIGGER closed_is_closed ON decisions_decision;
DROP FUNCTION closed_is_closed;
DROP TRIGGER the_electorate_is_frozen ON decisions_elector;
DROP FUNCTION the_electorate_is_frozen;
DROP TRIGGER no_elector_comes_late ON decisions_elector;
DROP FUNCTION no_elector_comes_late;
DROP TRIGGER frozen_is_frozen ON decisions_decision;
DROP FUNCTION frozen_is_frozen;
DROP TRIGGER ballots_only_while_open ON decisions_ballot;
DROP FUNCTION ballots_only_while_open;
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_objectors")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
