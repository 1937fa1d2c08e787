using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Obs.Local.Aws;
using Obs.Local.Environments;
using Obs.Local.Explain;
using Obs.Local.Http;
using Obs.Local.Metrics;
using Obs.Local.Runs;

namespace Obs.Local.Api;

/// <summary>What the page asks: JSON under <c>/api/local</c>, by GET; the few changes there are need a token.</summary>
internal sealed class LocalApi
{
    private const string Json = "application/json; charset=utf-8";
    private const string PlainText = "text/plain; charset=utf-8";
    private const string TracesPath = "/traces/";
    private const string LogsSuffix = "/logs";
    private const string MapExportPath = "/map/export";
    private const string ExplainTextPath = "/explain/text";
    private const string RunExportPath = "/runs/export";
    private const string CheckDashboardPath = "/check/dashboard";

    private readonly Dictionary<string, Action<ApiQuery, Utf8JsonWriter>> _views;
    private readonly MapView _map;
    private readonly TraceView _trace;
    private readonly ExplainView _explain;
    private readonly RunChanges _runs;
    private readonly DashboardCheckView _check;
    private readonly TimeProvider _time;

    public LocalApi(ObsLocalServer server, LocalServices services)
    {
        var red = new RedMetrics(services.Metrics);
        _time = services.Time;
        _map = new MapView(services.Graphs, services.GroupTraces);
        _trace = new TraceView(services.Traces, services.Logs);
        _explain = new ExplainView(new ExplainQueries(services.Database, services.Traces, services.Search, services.Logs));
        var token = new ChangeToken();
        var runs = new RunStore(services.Resources);
        var runsView = new RunsView(runs, services.Database);
        _runs = new RunChanges(runs, runsView, services, token);
        _check = new DashboardCheckView(services.Metrics, services.Logs);
        _views = new Dictionary<string, Action<ApiQuery, Utf8JsonWriter>>(StringComparer.Ordinal)
        {
            ["/status"] = new StatusView(server).Write,
            ["/services"] = new ServicesView(red, services.Graphs).Write,
            ["/map"] = _map.Write,
            ["/traces"] = new TracesView(services.Traces, services.Search).Write,
            ["/operations"] = new OperationsView(red).Write,
            ["/operations/series"] = new SeriesView(red).Write,
            ["/business"] = new BusinessView(services.Metrics).Write,
            ["/metrics"] = new MetricsView(services.Metrics).Write,
            ["/explain"] = _explain.Write,
            ["/logs"] = new LogsView(services.Logs).Write,
            ["/alarms"] = new AlarmsView(services.Alarms, services.Metrics).Write,
            ["/alarms/replay"] = new AlarmsView(services.Alarms, services.Metrics).WriteReplay,
            ["/check/filter"] = CheckView.WriteFilter,
            ["/check/insights"] = CheckView.WriteInsights,
            ["/recipes"] = RecipesView.Write,
            ["/operations/heat"] = new HeatView(red).Write,
            ["/runs"] = runsView.Write,
            ["/runs/compare"] = runsView.WriteComparison,
            ["/session"] = (_, writer) => WriteSession(token, writer),
            ["/environments"] = new EnvironmentsView(new EnvironmentQueries(services.Database)).Write,
            ["/groups"] = new GroupsView(services.Groups).Write,
            ["/dashboards/changes"] = new DashboardChangesView(services.Resources).Write,
        };
    }

    /// <summary>What <see cref="HandleAsync"/> answers to a question that changes nothing, and sends to nobody.</summary>
    public void Answer(string path, ApiQuery query)
    {
        using var json = new JsonText();
        Find(path)(query, json.Writer);
    }

    public async Task HandleAsync(HttpContext context, string path)
    {
        using var json = new JsonText();
        try
        {
            if (path == CheckDashboardPath && HttpMethods.IsPost(context.Request.Method))
            {
                await CheckDashboardAsync(context, json).ConfigureAwait(false);
                return;
            }

            if (!HttpMethods.IsGet(context.Request.Method))
            {
                await _runs.HandleAsync(context, path, json).ConfigureAwait(false);
                await SendAsync(context, json.ToMemory()).ConfigureAwait(false);
                return;
            }

            var query = new ApiQuery(context.Request.Query, _time.GetUtcNow());
            if (path == MapExportPath)
            {
                await ExportMapAsync(context, query).ConfigureAwait(false);
                return;
            }

            if (path == ExplainTextPath)
            {
                await SendAsync(context, Encoding.UTF8.GetBytes(_explain.Render(query)), PlainText).ConfigureAwait(false);
                return;
            }

            if (path == RunExportPath)
            {
                await _runs.ExportAsync(context, query).ConfigureAwait(false);
                return;
            }

            // On a thread of its own: the views that a page asks for side by side would wait for each other on the few of the pool.
            await Task.Factory.StartNew(
                () => Find(path)(query, json.Writer), context.RequestAborted, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .ConfigureAwait(false);
            await SendAsync(context, json.ToMemory()).ConfigureAwait(false);
        }
        catch (ApiException exception)
        {
            context.Response.StatusCode = exception.Status;
            await SendAsync(context, Error(exception)).ConfigureAwait(false);
        }
    }

    // A question that is too long for an address: it changes nothing, and needs no token.
    private async Task CheckDashboardAsync(HttpContext context, JsonText answer)
    {
        try
        {
            _check.Write(await BodyReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false), answer.Writer);
        }
        catch (AwsException exception)
        {
            throw new ApiException(exception.Status, exception.Message);
        }

        await SendAsync(context, answer.ToMemory()).ConfigureAwait(false);
    }

    private Task ExportMapAsync(HttpContext context, ApiQuery query)
    {
        ServiceMapFormat format = Enum.Parse<ServiceMapFormat>(query.Choice("format", "text", "mermaid", "dot", "json"), ignoreCase: true);
        byte[] map = Encoding.UTF8.GetBytes(_map.Render(query, format));
        return SendAsync(context, map, format == ServiceMapFormat.Json ? Json : PlainText);
    }

    private Action<ApiQuery, Utf8JsonWriter> Find(string path)
    {
        if (_views.TryGetValue(path, out Action<ApiQuery, Utf8JsonWriter>? view))
        {
            return view;
        }

        if (!path.StartsWith(TracesPath, StringComparison.Ordinal))
        {
            throw ApiException.NotFound($"There is nothing at /api/local{path}; there is {string.Join(", ", _views.Keys)} and /traces/ID.");
        }

        string id = path[TracesPath.Length..];
        return id.EndsWith(LogsSuffix, StringComparison.Ordinal)
            ? (_, writer) => _trace.WriteLogs(id[..^LogsSuffix.Length], writer)
            : (_, writer) => _trace.Write(id, writer);
    }

    private static void WriteSession(ChangeToken token, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("token", token.Text);
        writer.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Error(ApiException exception)
    {
        using var json = new JsonText();
        json.Writer.WriteStartObject();
        json.Writer.WriteString("error", exception.Message);
        if (exception.Position is { } position)
        {
            json.Writer.WriteNumber("position", position);
        }

        json.Writer.WriteEndObject();
        return json.ToMemory();
    }

    private static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body, string contentType = Json)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
