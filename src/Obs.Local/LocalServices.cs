using Obs.Local.Alarms;
using Obs.Local.Aws;
using Obs.Local.Aws.Logs;
using Obs.Local.Aws.XRay;
using Obs.Local.Filters;
using Obs.Local.Graph;
using Obs.Local.Ingest;
using Obs.Local.Logs;
using Obs.Local.Metrics;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local;

/// <summary>What the APIs and the page share: one store, and what reads, changes and searches it.</summary>
internal sealed class LocalServices : IAsyncDisposable
{
    private readonly AlarmEvaluator _evaluator;
    private readonly GraphDrawer _drawer;

    public LocalServices(IngestAccounts accounts, StoreWriter writer, Database database, TimeProvider time)
    {
        Accounts = accounts;
        Writer = writer;
        Database = database;
        Time = time;
        Resources = new ResourceStore(database, writer);
        Tags = new ResourceTags(Resources);
        Groups = new TraceGroups(Resources, Tags);
        Search = new TraceSearch(database, new FilterEvaluator(Groups.Filter));
        GroupTraces = new GroupTraces(Search);
        Traces = new TraceQueries(database);
        Graphs = new GraphQueries(database, writer.Minutes, time);
        Logs = new LogQueries(database);
        Metrics = new MetricQueries(database);
        MetricFilters = new MetricFilters(Resources, Logs);
        QueryDefinitions = new QueryDefinitions(Resources);
        Queries = new QueryJobs(Logs, time);
        Alarms = new AlarmStore(Resources, database);
        _evaluator = new AlarmEvaluator(Alarms, Metrics, time);
        _drawer = new GraphDrawer(Graphs, writer, time);
    }

    public IngestAccounts Accounts { get; }

    public StoreWriter Writer { get; }

    public Database Database { get; }

    public TimeProvider Time { get; }

    public ResourceStore Resources { get; }

    public ResourceTags Tags { get; }

    public TraceGroups Groups { get; }

    public TraceSearch Search { get; }

    public GroupTraces GroupTraces { get; }

    public TraceQueries Traces { get; }

    public GraphQueries Graphs { get; }

    public LogQueries Logs { get; }

    public MetricQueries Metrics { get; }

    public MetricFilters MetricFilters { get; }

    public QueryDefinitions QueryDefinitions { get; }

    public QueryJobs Queries { get; }

    public AlarmStore Alarms { get; }

    public async ValueTask DisposeAsync()
    {
        await _drawer.DisposeAsync().ConfigureAwait(false);
        await _evaluator.DisposeAsync().ConfigureAwait(false);
    }
}
