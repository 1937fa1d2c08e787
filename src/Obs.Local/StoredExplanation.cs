using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Obs.Local.Api;
using Obs.Local.Explain;
using Obs.Local.Filters;
using Obs.Local.Http;
using Obs.Local.Logs;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local;

/// <summary>Why slow traces are slow, read from the file of a store without a server; a server may have it open.</summary>
public static class StoredExplanation
{
    /// <summary>Sets the slow traces against the typical ones and writes down how they differ.</summary>
    /// <param name="store">Path of the SQLite file. It is only read.</param>
    /// <param name="format">How to write it down.</param>
    /// <param name="request">Which traces.</param>
    /// <returns>The text, its lines ended by <c>\n</c>.</returns>
    /// <exception cref="InvalidOperationException">The file cannot be opened or is no store.</exception>
    /// <exception cref="ArgumentException">A part of the request is out of its range or no filter expression; the message says which and
    /// why.</exception>
    public static string Render(string store, ExplanationFormat format, ExplanationRequest request)
    {
        ArgumentException.ThrowIfNullOrEmpty(store);
        ArgumentNullException.ThrowIfNull(request);
        using Database database = Database.OpenReadOnly(store);
        var search = new TraceSearch(database, new FilterEvaluator(static _ => null));
        var view = new ExplainView(new ExplainQueries(database, new TraceQueries(database), search, new LogQueries(database)));
        try
        {
            var query = new ApiQuery(new QueryCollection(Parameters(request)), request.To);
            return format == ExplanationFormat.Json ? Json(view, query) : view.Render(query);
        }
        catch (ApiException exception)
        {
            throw new ArgumentException(exception.Message, nameof(request), exception);
        }
    }

    private static string Json(ExplainView view, ApiQuery query)
    {
        using var json = new JsonText();
        view.Write(query, json.Writer);
        return json.ToString();
    }

    private static Dictionary<string, StringValues> Parameters(ExplanationRequest request) => new()
    {
        ["from"] = Milliseconds(request.From),
        ["to"] = Milliseconds(request.To),
        ["percentile"] = request.Percentile.ToString(CultureInfo.InvariantCulture),
        ["spanFrom"] = Milliseconds(request.SpanFrom),
        ["spanTo"] = Milliseconds(request.SpanTo),
        ["operation"] = request.Operation,
        ["service"] = request.Service,
        ["filter"] = request.Filter,
    };

    private static string? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
