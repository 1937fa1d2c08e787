using Microsoft.Data.Sqlite;
using Obs.Local.Aws;
using Obs.Local.Ingest;
using Obs.Local.Store;

namespace Obs.Local.Alarms;

/// <summary>Alarms, their states and their history.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class AlarmStore(ResourceStore resources, Database database)
{
    public const string Created = "Unchecked: Initial alarm creation";

    /// <summary>All alarms by name.</summary>
    public List<AlarmRecord> All()
    {
        Dictionary<string, WireNode> states = resources.List(ResourceKind.AlarmState)
            .ToDictionary(static item => item.Name, static item => WireJson.Parse(item.Body), StringComparer.Ordinal);
        return
        [
            .. resources.List(ResourceKind.MetricAlarm).Concat(resources.List(ResourceKind.CompositeAlarm))
                .Select(item => Record(item, states.GetValueOrDefault(item.Name)))
                .OrderBy(static alarm => alarm.Name, StringComparer.Ordinal),
        ];
    }

    public AlarmRecord? Find(string name) => All().Find(alarm => alarm.Name == name);

    public Task PutAsync(WireNode body, bool isComposite, CancellationToken cancellationToken)
    {
        string name = body.Text("AlarmName")!;
        AlarmRecord? old = Find(name);
        if (old is not null && old.IsComposite != isComposite)
        {
            throw AwsException.Validation($"An alarm of another type with the name {name} exists already.");
        }

        string kind = isComposite ? ResourceKind.CompositeAlarm : ResourceKind.MetricAlarm;
        string json = WireJson.Format(body);
        return resources.RunAsync(new ResourceWork(session =>
        {
            session.Resources.Put(kind, name, json, ResourcePut.CreateOrReplace, session.Received);
            session.History.Add(name, isComposite ? "CompositeAlarm" : "MetricAlarm", "ConfigurationUpdate",
                $"Alarm \"{name}\" {(old is null ? "created" : "updated")}", json, session.Received);
            return session.Resources.Put(
                ResourceKind.AlarmState,
                name,
                State(AlarmState.InsufficientData, Created, session.Received, before: null),
                ResourcePut.Create,
                session.Received);
        }), cancellationToken);
    }

    public Task DeleteAsync(IReadOnlyList<AlarmRecord> alarms, CancellationToken cancellationToken) => resources.RunAsync(
        new ResourceWork(session =>
        {
            foreach (AlarmRecord alarm in alarms)
            {
                session.Resources.Delete(alarm.IsComposite ? ResourceKind.CompositeAlarm : ResourceKind.MetricAlarm, alarm.Name);
                session.Resources.Delete(ResourceKind.AlarmState, alarm.Name);
                session.Resources.Delete(ResourceKind.Tags, alarm.Arn);
                session.History.Add(
                    alarm.Name, alarm.Type, "ConfigurationUpdate", $"Alarm \"{alarm.Name}\" deleted", "{}", session.Received);
            }

            return true;
        }),
        cancellationToken);

    /// <summary>Sets a state; history is written when it differs from the one before.</summary>
    public Task SetStateAsync(
        AlarmRecord alarm, AlarmState state, string reason, CancellationToken cancellationToken) => resources.RunAsync(
        new ResourceWork(session =>
        {
            // An alarm deleted meanwhile must not leave a state behind.
            bool there = session.Resources.Put(
                ResourceKind.AlarmState, alarm.Name, State(state, reason, session.Received, alarm.State), ResourcePut.Replace,
                session.Received);
            if (there && state != alarm.State)
            {
                session.History.Add(alarm.Name, alarm.Type, "StateUpdate",
                    $"Alarm updated from {AlarmStates.Word(alarm.State)} to {AlarmStates.Word(state)}", Change(alarm, state, reason),
                    session.Received);
            }

            return there;
        }),
        cancellationToken);

    /// <summary>What happened, the newest first.</summary>
    public List<AlarmHistoryItem> History(
        string? alarm, string? kind, IReadOnlyList<string> types, long from, long to, long before, bool oldestFirst, int limit) =>
        database.Read(connection =>
    {
        var sql = new SqlQuery("SELECT row, received, alarm, type, kind, summary, data FROM alarm_history");
        sql.Where("alarm = {0}", alarm);
        sql.Where("kind = {0}", kind);
        sql.WhereAny("type", types);
        sql.Where("received >= {0} AND received <= {1}", from, to);
        sql.Where(oldestFirst ? "row > {0}" : "row < {0}", before);
        return sql.Read(connection, $"ORDER BY row {(oldestFirst ? "ASC" : "DESC")} LIMIT {limit}", Item);
    });

    private static AlarmHistoryItem Item(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6));

    private static AlarmRecord Record(Resource item, WireNode? state) => new(
        item.Name, item.Kind == ResourceKind.CompositeAlarm, WireJson.Parse(item.Body),
        AlarmStates.Parse(state?.Text("State")) ?? AlarmState.InsufficientData,
        state?.Text("Reason") ?? Created, state?.Whole("Updated") ?? item.Modified,
        AlarmStates.Parse(state?.Text("Before")), item.Modified);

    private static string State(AlarmState state, string reason, long now, AlarmState? before) => WireJson.Format(WireNode.Of(
        ("State", AlarmStates.Word(state)), ("Reason", reason), ("Updated", now),
        ("Before", before is { } known ? AlarmStates.Word(known) : null)));

    private static string Change(AlarmRecord alarm, AlarmState state, string reason) => WireJson.Format(WireNode.Of(
        ("version", "1.0"),
        ("oldState", WireNode.Of(("stateValue", AlarmStates.Word(alarm.State)), ("stateReason", alarm.Reason))),
        ("newState", WireNode.Of(("stateValue", AlarmStates.Word(state)), ("stateReason", reason)))));
}
