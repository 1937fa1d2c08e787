using static Obs.EndToEnd.Tests.Recipes.RecipeExpectation;

namespace Obs.EndToEnd.Tests.Recipes;

/// <summary>For each recipe a figure that can be counted without it.</summary>
internal static class RecipeExpectations
{
    private const string All = "100000";
    private const int Processes = 4; // Two services and two versions of a third.

    public static IReadOnlyDictionary<string, RecipeExpectation> ByName { get; } = new Dictionary<string, RecipeExpectation>
    {
        ["errors-latest"] = Rows(static e => e.IsError),
        ["errors-over-time"] = Sum("errors", static e => e.IsError),
        ["errors-by-type"] = Sum("n", static e => e.Has("exceptionType")),
        ["errors-by-template"] = Sum("n", static e => e.IsError),
        ["errors-by-frame"] = Sum("n", static e => e.Has("exceptionStack")),
        ["errors-by-message"] = Sum("n", static e => e.Has("exceptionMessage")),
        ["errors-by-service"] = Sum("errors", static e => e.IsError),
        ["error-spread"] = new(static r => r.Rows.Count, static entries => entries
            .Where(static e => e.IsError && e.Has("traceId")).GroupBy(static e => e.Text("traceId"))
            .Count(static trace => trace.Select(static e => e.Text("service")).Distinct().Count() > 1)),
        ["error-rate-by-route"] = Sum("failed", static e => e.IsRequest && e.Status >= 500).With("minimum", "1"),
        ["failed-requests"] = Rows(static e => e.IsRequest && e.Status >= 500),
        ["status-class-over-time"] = Sum("refused", static e => e.IsRequest && e.Status is >= 400 and < 500),
        ["client-errors-top"] = Sum("n", static e => e.IsRequest && e.Status is >= 400 and < 500),
        ["warnings-to-watch"] = Sum("n", static e => e.Level == "Warning"),
        ["error-bursts"] = new(
            static r => Number(r.Rows[0], "mean") * Number(r.Rows[0], "periods"),
            static entries => entries.Count(static e => e.IsError)),
        ["errors-newest-kinds"] = Sum("n", static e => e.IsError),
        ["unhandled-exceptions"] = Sum("n", static e =>
            e.Text("logger")!.Contains("Microsoft.AspNetCore", StringComparison.Ordinal) && e.Level == "Error" && e.Has("exceptionType")),

        ["latency-percentiles"] = Sum("requests", static e => e.IsRequest),
        ["latency-by-route"] = Sum("requests", static e => e.IsRequest).With("minimum", "1"),
        ["slowest-requests"] = Rows(static e => e.IsRequest && e.Milliseconds > 10).With("above", "10"),
        ["time-by-route"] = Sum("seconds", static e => e.IsRequest ? e.Milliseconds / 1_000 : 0),
        ["apdex"] = Sum("satisfied", static e => e.IsRequest && e.Milliseconds <= 300),
        ["latency-histogram"] = Sum("requests", static e => e.IsRequest),
        ["slo-burn"] = Sum("good", static e => e.IsRequest && e.Status < 500 && e.Milliseconds <= 500),
        ["cold-path"] = Groups(static e => e.IsRequest, static e => e.Route).With("most", All).With("above", "0"),
        ["first-requests"] = Groups(static e => e.IsRequest, static e => (e.Text("service"), e.Route)),
        ["slow-share"] = Sum("slow", static e => e.IsRequest && e.Milliseconds > 10).With("above", "10"),
        ["slow-calls"] = Sum("calls", static e => IsCall(e)),
        ["failed-calls"] = Sum("n", static e => IsCall(e) && e.Status >= 400),
        ["calls-of-trace"] = OfTrace(static e => IsCall(e)),

        ["sql-by-statement"] = Sum("totalMs", static e => e.IsCommand ? e.Number("elapsed") : 0),
        ["slow-commands"] = Rows(static e => e.IsCommand && e.Number("elapsed") > 1).With("above", "1"),
        ["n-plus-one"] = Sum("runs", static e => e.IsCommand && e.Has("traceId")).With("times", "1"),
        ["sql-per-request"] = new(SumOf("requests"), static entries => Traces(entries, static e => e.IsCommand)),
        ["sql-by-operation"] = Sum("n", static e => e.IsCommand),
        ["sql-by-table"] = Sum("n", static e => e.Text("commandText")?.Contains("FROM", StringComparison.Ordinal) == true),
        ["sql-over-time"] = Sum("n", static e => e.IsCommand),
        ["sql-of-trace"] = OfTrace(static e => e.IsCommand),
        ["sql-busiest-routes"] = Sum("commands", static e => e.IsCommand && e.Has("RequestPath")),

        ["requests-per-minute"] = Sum("requests", static e => e.IsRequest),
        ["top-routes"] = Sum("notOk", static e => e.IsRequest && e.Status >= 400),
        ["peak-traffic"] = new(
            static r => r.Rows.Count(static row => Number(row, "busiest") >= Number(row, "mean")), static _ => 1),
        ["traffic-by-method"] = Sum("requests", static e => (e.Has("method") || e.Has("Method")) && e.Milliseconds is not null),
        ["throttled-callers"] = Sum("refused", static e => e.Level == "Warning" && e.Has("Visitor")),
        ["search-terms"] = Sum("searches", static e => e.Has("SearchTerm")),
        ["dead-links"] = Sum("n", static e => e.Template.Contains("does not exist", StringComparison.Ordinal)),
        ["traffic-share"] = Sum("busyMs", static e => e.IsRequest ? e.Milliseconds : 0),
        ["connections"] = new(SumOf("connections"), static entries => entries
            .Where(static e => e.IsRequest && e.Has("ConnectionId"))
            .Select(static e => (e.Text("service"), e.Text("ConnectionId"))).Distinct().Count()),

        ["orders-per-period"] = Sum("orders", static e => e.IsPlacedOrder),
        ["revenue"] = Sum("revenue", static e => e.IsPlacedOrder ? e.Number("Total") : 0),
        ["funnel"] = Sum("additions", static e => e.Has("Quantity")),
        ["failed-payments"] = Sum("lost", static e =>
            e.Template.Contains("payment of", StringComparison.Ordinal) ? e.Number("Total") : 0),
        ["lost-orders"] = Sum("orders", static e => e.IsLostOrder),
        ["order-outcomes"] = Sum("orders", static e => e.IsPlacedOrder || e.IsLostOrder),
        ["popular-products"] = Sum("views", static e => IsView(e)),
        ["popular-categories"] = Sum("views", static e => IsView(e)),
        ["cart-additions"] = Sum("pieces", static e => e.Number("Quantity")),
        ["sold-out"] = Sum("refused", static e => e.Template.Contains("is sold out", StringComparison.Ordinal)),
        ["basket-sizes"] = Sum("orders", static e => e.IsPlacedOrder),
        ["reserved-and-released"] = Sum("reserved", static e => e.Template.StartsWith("Reserved", StringComparison.Ordinal)),

        ["trace-timeline"] = OfTrace(static _ => true),
        ["trace-by-xray-id"] = Of("xrayTraceId", static e => e.Text("xrayTraceId"), static e => e.IsError),
        ["request-by-id"] = Of("requestId", static e => e.Text("requestId") ?? e.Text("RequestId"), static e => e.IsError),
        ["order-story"] = Of("orderId", static e => e.Text("OrderId"), static e => e.IsLostOrder),
        ["cart-story"] = Of(
            "cartId", static e => e.Text("CartId"), static e => e.Has("Quantity"), static (entry, id) => entry.Text("CartId") == id),
        ["failed-traces"] = new(static r => r.Rows.Count, static entries => Traces(entries, static e => e.IsError)),
        ["busiest-traces"] = Sum("entries", static e => e.Has("traceId")),
        ["lines-without-trace"] = Sum("n", static e => !e.Has("traceId")),
        ["text-search"] = Rows(static e => e.Text("message")!.Contains("sold out", StringComparison.Ordinal)).With("text", "sold out"),

        ["log-volume"] = Sum("entries", static _ => true),
        ["volume-by-logger"] = Sum("entries", static _ => true),
        ["noisy-templates"] = Sum("entries", static _ => true),
        ["log-cost"] = Sum("entries", static _ => true),
        ["peak-ingest"] = new(
            static r => r.Rows.Count(static row => Number(row, "peakMb") >= Number(row, "lowMb")), static _ => 1),
        ["biggest-lines"] = Rows(static _ => true),
        ["noisy-streams"] = Sum("entries", static _ => true),
        ["level-share"] = Sum("entries", static _ => true),
        ["exception-bytes"] = Sum("n", static e => e.Has("exceptionStack")),
        ["ingestion-delay"] = Sum("entries", static _ => true),

        ["errors-by-version"] = Sum("errors", static e => e.IsError),
        ["restarts"] = new(SumOf("starts"), static _ => Processes),
        ["version-timeline"] = Sum("entries", static _ => true),
        ["latency-by-version"] = Sum("requests", static e => e.IsRequest),
        ["new-templates-by-version"] = Sum("n", static e => e.IsError || e.Level == "Warning"),
        ["first-words"] = new(static r => r.Rows.Count, static _ => Processes),
        ["last-words"] = new(static r => r.Rows.Count, static _ => Processes),
    };

    private static bool IsCall(Entry entry) => entry.Template.StartsWith("End processing HTTP request", StringComparison.Ordinal);

    private static bool IsView(Entry entry) => entry.Template.Contains("viewed in", StringComparison.Ordinal);

    private static int Traces(IReadOnlyList<Entry> entries, Func<Entry, bool> of) =>
        entries.Where(of).Where(static e => e.Has("traceId")).Select(static e => e.Text("traceId")).Distinct().Count();

    // The trace of an order that payments failed to answer for has calls, commands and an error.
    private static RecipeExpectation OfTrace(Func<Entry, bool> counts) =>
        Of(
            "traceId", static e => e.Text("traceId"), static e => e.IsLostOrder && e.IsError,
            (entry, id) => entry.Text("traceId") == id && counts(entry));

    private static RecipeExpectation Of(string parameter, Func<Entry, string?> id, Func<Entry, bool> chosen) =>
        Of(parameter, id, chosen, static (entry, text) => entry.Raw.Contains(text, StringComparison.Ordinal));

    private static RecipeExpectation Of(
        string parameter, Func<Entry, string?> id, Func<Entry, bool> chosen, Func<Entry, string, bool> counts)
    {
        return new(static r => r.Rows.Count, entries => entries.Count(e => counts(e, IdIn(entries))))
        {
            Values = entries => new() { [parameter] = IdIn(entries) },
        };

        string IdIn(IReadOnlyList<Entry> entries) => id(entries.Last(chosen))!;
    }
}
