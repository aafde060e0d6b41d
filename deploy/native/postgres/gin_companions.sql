-- Lets the document store's equality queries use an index.
--
-- FerretDB 1.24 asks `_jsonb->'field' @> '"value"'`, which the btree indexes that it makes cannot answer, so
-- each lookup would be a full scan. Two settings mend that, both idempotent, both needed before the first
-- collection is made:
--   1. the containment's right side is a parameter; with the driver's cached generic plans the planner does
--      not see its value and takes no index, so every execution is planned for its own values;
--   2. each btree index that FerretDB creates gets a companion per field: a GIN index on the same
--      expression. fastupdate is off because a pending list is searched linearly by every query.

alter database ferretdb set plan_cache_mode = 'force_custom_plan';

create or replace function public.add_gin_companions() returns event_trigger
language plpgsql as $function$
declare
  new_index record;
  definition text;
  field text;
begin
  for new_index in
    select index_info.indexrelid as index_id, index_info.indrelid::regclass as collection
    from pg_event_trigger_ddl_commands() as command
    join pg_index as index_info on index_info.indexrelid = command.objid
    where command.command_tag = 'CREATE INDEX'
  loop
    definition := pg_get_indexdef(new_index.index_id);

    -- The companions fire this trigger as well; only FerretDB's own indexes are btree.
    continue when definition not like '%USING btree%';

    for field in
      select match[1] from regexp_matches(definition, '''([^'']+)''::text', 'g') as match
    loop
      execute format(
        'create index if not exists %I on %s using gin ((_jsonb->%L) jsonb_path_ops) with (fastupdate = off)',
        'gin_' || md5(new_index.index_id::text || field), new_index.collection, field
      );
    end loop;
  end loop;
end
$function$;

drop event trigger if exists add_gin_companions;
create event trigger add_gin_companions on ddl_command_end
  when tag in ('CREATE INDEX') execute function public.add_gin_companions();
